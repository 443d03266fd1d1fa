/* Limits from exemplary calls: median -/+ 2 spreads is kept, -/+ 3 nearly. Of normally distributed values 95 and 99.7 %
 * lie within; the spread is the robust one of baseline.h, so a single odd call among the exemplary ones does no harm.
 * A direction without a limit gets none: that a good agent never paused for long does not make short pauses a duty. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/units.h"
#include "calltone/calltone.h"
#include "calltone/standard.h"

#define KEPT_SPREADS   2.0
#define NEARLY_SPREADS 3.0
#define STATED         "stated" /* a limit out of a document begins its source with this */

/* Calls that happen to be alike must not make limits that no one meets: the least spread is a twentieth of the median
 * (counting syllables errs by 5 to 9 %), and no less than a listener can tell apart. */
static double least_spread(ct_unit unit, double median)
{
    switch (unit) {
    case CT_UNIT_RATIO:
    case CT_UNIT_INDEX:
        return fmax(0.02, 0.05 * fabs(median));
    case CT_UNIT_SECONDS:
        return fmax(0.1, 0.05 * fabs(median));
    case CT_UNIT_SEMITONES:
        return fmax(0.25, 0.05 * fabs(median));
    case CT_UNIT_DB:
    case CT_UNIT_DBFS:
    case CT_UNIT_DB_PER_OCTAVE:
        return 1.0;
    default:
        return fmax(0.5, 0.05 * fabs(median));
    }
}

/* Why a rule keeps its limits, or NULL when it is calibrated. */
static const char *why_not(const ct_calibration *c, const ct_rule *rule)
{
    if (!rule->measure || rule->against != CT_AGAINST_NOTHING)
        return "not about a measured value alone";
    if (rule->measure->unit == CT_UNIT_COUNT || rule->measure->unit == CT_UNIT_SIDE)
        return "a count: that exemplary calls have none does not forbid one";
    if (strncmp(rule->source, STATED, sizeof STATED - 1) == 0)
        return "a document states the limit";
    const ct_usual *usual = ct_baseline_find(c->usual, rule->measure, rule->side);
    if (!usual || usual->n_calls < CT_CALIBRATION_LEAST_CALLS)
        return "too few of the calls have the reading";
    return NULL;
}

static bool is_rule_of_measure(const ct_rule *rule)
{
    return rule->kind != CT_RULE_LISTENER && (rule->measure || rule->on_events);
}

size_t ct_calibration_rules(const ct_calibration *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->base->n_rules; i++)
        n += is_rule_of_measure(&c->base->rules[i]);
    return n;
}

size_t ct_calibration_count(const ct_calibration *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->base->n_rules; i++)
        n += is_rule_of_measure(&c->base->rules[i]) && !why_not(c, &c->base->rules[i]);
    return n;
}

/* The end of a band that lies `spreads` from the median, in the direction of `old`; open where that was. */
static double moved_end(const ct_rule *rule, double old, double median, double distance)
{
    if (!isfinite(old))
        return old;
    double end = rounded(median + distance, ct_unit_decimals(rule->measure->unit));
    return rule->measure->unit == CT_UNIT_RATIO ? fmax(-1, fmin(1, end)) : end;
}

static ct_band moved_band(const ct_rule *rule, ct_band old, double median, double reach)
{
    return (ct_band){moved_end(rule, old.low, median, -reach), moved_end(rule, old.high, median, reach)};
}

static void write_band(FILE *out, const char *key, const ct_rule *rule, ct_band band)
{
    char low[NUMBER_SIZE] = "", high[NUMBER_SIZE] = "";
    int decimals = ct_unit_decimals(rule->measure->unit);
    if (isfinite(band.low))
        number_short_text(low, band.low, decimals);
    if (isfinite(band.high))
        number_short_text(high, band.high, decimals);
    fprintf(out, "%s = %s..%s\n", key, low, high);
}

/* Where nearly was no wider than kept (a rule that only warns), it stays so. */
static double end_of_warn(double good, double warn, double moved_good, double moved_warn)
{
    return good == warn ? moved_good : moved_warn;
}

static void write_rule(const ct_calibration *c, const ct_rule *rule, FILE *out)
{
    const ct_usual *usual = ct_baseline_find(c->usual, rule->measure, rule->side);
    char median[NUMBER_SIZE], spread[NUMBER_SIZE];
    int decimals = ct_unit_decimals(rule->measure->unit);
    double used = fmax(usual->spread, least_spread(rule->measure->unit, usual->median));
    ct_band good = moved_band(rule, rule->good, usual->median, KEPT_SPREADS * used);
    ct_band warn = moved_band(rule, rule->warn, usual->median, NEARLY_SPREADS * used);
    warn.low = end_of_warn(rule->good.low, rule->warn.low, good.low, warn.low);
    warn.high = end_of_warn(rule->good.high, rule->warn.high, good.high, warn.high);
    number_short_text(median, usual->median, decimals);
    number_short_text(spread, used, decimals + 1);
    fprintf(out, "\n[rule %s] ; %s, %s\n", rule->id, rule->measure->name, ct_side_name(rule->side));
    write_band(out, "good", rule, good);
    write_band(out, "warn", rule, warn);
    fprintf(out, "source = calibrated: median %s, spread %s %s, of %zu exemplary calls\n", median, spread,
            ct_unit_name(rule->measure->unit), usual->n_calls);
}

static void write_head(const ct_calibration *c, FILE *out)
{
    const ct_standard *base = c->base;
    fprintf(out,
            "; Limits from %zu exemplary calls, made by calltone " CT_VERSION " (calibrate).\n"
            "; good = median -/+ 2 spreads, warn = median -/+ 3 spreads, where %s has a limit in that direction;\n"
            "; spread = 1.4826 x median distance from the median, but no less than the measure can tell.\n\n"
            "[standard]\nextend = %s\nname = %s\nversion = 1\n",
            c->usual->n_calls, base->name, base->name, c->name);
    fprintf(out, "title_zh = %s（按本中心标杆通话校准）\ntitle_en = %s, calibrated on exemplary calls\nlanguage = %s\n",
            base->title_zh, base->title_en, base->language);
}

ct_status ct_calibration_write(const ct_calibration *c, FILE *out)
{
    if (!c || !c->base || !c->usual || !c->name || !out)
        return CT_ERR_ARGUMENT;
    write_head(c, out);
    for (size_t i = 0; i < c->base->n_rules; i++)
        if (is_rule_of_measure(&c->base->rules[i]) && !why_not(c, &c->base->rules[i]))
            write_rule(c, &c->base->rules[i], out);
    fprintf(out, "\n; As in %s:\n", c->base->name);
    for (size_t i = 0; i < c->base->n_rules; i++) {
        const ct_rule *rule = &c->base->rules[i];
        const char *why = is_rule_of_measure(rule) ? why_not(c, rule) : NULL;
        if (why)
            fprintf(out, ";   %s: %s\n", rule->id, why);
    }
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}
