#include "review/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/unit_words.h"
#include "review/days.h"

const char *figure_share(char out[FIGURE_SIZE], double share, ct_lang lang)
{
    char number[NUMBER_SIZE];
    number_short_text(number, 100 * share, share > 0 && share < 0.01 ? 1 : 0);
    snprintf(out, FIGURE_SIZE, words_pick(lang, "%s %%", "%s%%"), number);
    return out;
}

const char *figure_counted(char out[FIGURE_SIZE], counted of, ct_lang lang)
{
    char share[FIGURE_SIZE];
    figure_share(share, counted_share(of), lang);
    snprintf(out, FIGURE_SIZE, words_pick(lang, "%.16s (%zu of %zu)", "%.16s（%zu/%zu）"), share, of.found, of.tested);
    return out;
}

const char *figure_value(char out[FIGURE_SIZE], const ct_rule *rule, double value, ct_lang lang)
{
    char number[NUMBER_SIZE];
    ct_unit kind = ct_rule_unit(rule);
    if (isnan(value) || kind == CT_UNIT_SIDE)
        return "-";
    if (kind == CT_UNIT_RATIO)
        return figure_share(out, value, lang);
    const char *unit = words_unit(kind, lang);
    number_short_text(number, value, kind == CT_UNIT_SYLLABLES_PER_MINUTE ? 0 : 1);
    snprintf(out, FIGURE_SIZE, "%s%s%s", number, *unit ? " " : "", unit);
    return out;
}

const char *figure_number(char out[FIGURE_SIZE], double value)
{
    if (isnan(value))
        return "-";
    number_short_text(out, value, 1);
    return out;
}

const char *figure_change(char out[FIGURE_SIZE], double value)
{
    if (isnan(value))
        return "-";
    out[0] = '+';
    number_short_text(out + (value >= 0.05), value, 1);
    return out;
}

const char *figure_interval(char out[FIGURE_SIZE], interval of, ct_lang lang)
{
    char low[FIGURE_SIZE], high[FIGURE_SIZE];
    if (isnan(of.low) || isnan(of.high))
        return "-";
    snprintf(out, FIGURE_SIZE, words_pick(lang, "%.32s to %.32s", "%.32s 至 %.32s"), figure_number(low, of.low),
             figure_number(high, of.high));
    return out;
}

const char *figure_moment(char out[FIGURE_SIZE], const excerpt *of, ct_lang lang)
{
    if (isnan(of->start_s))
        return words_pick(lang, "the whole call", "全程");
    long start = lround(floor(of->start_s)), end = lround(ceil(of->end_s - 1e-6));
    snprintf(out, FIGURE_SIZE, words_pick(lang, "from %ld:%02ld to %ld:%02ld", "%ld:%02ld~%ld:%02ld"), start / 60,
             start % 60, end / 60, end % 60);
    return out;
}

const char *figure_day(char out[FIGURE_SIZE], int day, ct_lang lang)
{
    static const char *const en[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static const char *const zh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    char date[DAYS_TEXT_SIZE];
    int weekday = days_weekday(day);
    days_write(date, day);
    snprintf(out, FIGURE_SIZE, words_pick(lang, "%s, %s", "%s（%s）"), date,
             words_pick(lang, en[weekday], zh[weekday]));
    return out;
}

const char *figure_name(const char *name, ct_lang lang)
{
    return *name ? name : words_pick(lang, "(unknown)", "（未知）");
}

const char *figure_title(const ct_rule *rule, ct_lang lang)
{
    return words_pick(lang, rule->title_en, rule->title_zh);
}

const char *figure_advice(const ct_rule *rule, int direction, ct_lang lang)
{
    const char *low = words_pick(lang, rule->advice_low_en, rule->advice_low_zh);
    const char *high = words_pick(lang, rule->advice_high_en, rule->advice_high_zh);
    return direction < 0 || !*high ? (*low ? low : high) : high;
}
