#include <stdio.h>

#include "base/number.h"
#include "base/unit_words.h"
#include "calltone/cue.h"

/* Whole numbers but for semitones and short times, of which a tenth can be heard. */
static int decimals(ct_unit unit, double value)
{
    return unit == CT_UNIT_SEMITONES || (unit == CT_UNIT_SECONDS && value < 10) ? 1 : 0;
}

static void put_value(char out[NUMBER_SIZE + 16], ct_unit unit, double value, ct_lang lang)
{
    char number[NUMBER_SIZE];
    number_text(number, value, decimals(unit, value));
    snprintf(out, NUMBER_SIZE + 16, "%s %s", number, words_unit(unit, lang));
}

void ct_cue_text(const ct_cue *cue, ct_lang lang, char out[CT_CUE_TEXT])
{
    char value[NUMBER_SIZE + 16], limit[NUMBER_SIZE + 16];
    const char *title = words_pick(lang, cue->info->title_en, cue->info->title_zh);
    put_value(value, cue->info->unit, cue->value, lang);
    put_value(limit, cue->info->unit, cue->limit, lang);
    snprintf(out, CT_CUE_TEXT, words_pick(lang, "%s: %s (limit %s)", "%s：%s（限 %s）"), title, value, limit);
}
