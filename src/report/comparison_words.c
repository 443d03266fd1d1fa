#include "report/comparison_words.h"

#include <string.h>

#include "report/page.h"
#include "report/words.h"

void comparison_heading_text(const ct_comparison *comparison, ct_lang lang, char *out, size_t size)
{
    const char *form = words_pick(lang, "The largest differences, the heaviest first (measures compared: %zu)",
                                  "最大的差别，最重要的在前（共对比 %zu 项）");
    if (comparison->n_differences == 0)
        form = words_pick(lang, "No difference that is worth a name (measures compared: %zu)",
                          "没有值得一提的差别（共对比 %zu 项）");
    if (comparison->n_compared == 0)
        form = words_pick(lang, "Nothing could be compared: too little was heard in one of the calls",
                          "无法对比：其中一通可测的内容太少");
    snprintf(out, size, form, comparison->n_compared);
}

static void value_text(const ct_measure_info *info, double value, ct_lang lang, char *out, size_t size)
{
    char number[NUMBER_SIZE + 1];
    const char *unit = words_unit(info->unit, lang);
    page_value_text(number, info, value, lang);
    snprintf(out, size, "%s%s%s", number, *unit && strcmp(unit, "%") != 0 ? " " : "", unit);
}

void comparison_values_text(const ct_difference *difference, ct_lang lang, char *out, size_t size)
{
    char mine[96], exemplar[96];
    const ct_measure_info *info = difference->rule->measure;
    value_text(info, difference->mine, lang, mine, sizeof mine);
    value_text(info, difference->exemplar, lang, exemplar, sizeof exemplar);
    snprintf(out, size, words_pick(lang, "%s: %s here, %s in the exemplary call", "%s：本通 %s，标杆通话 %s"),
             words_pick(lang, info->title_en, info->title_zh), mine, exemplar);
}

const char *comparison_advice(const ct_difference *difference, ct_lang lang)
{
    const char *advice = ct_difference_advice(difference, lang);
    if (*advice)
        return advice;
    return words_pick(lang, "Nothing to change here: the standard asks for no more.",
                      "这一项不用改：已符合标准的方向。");
}
