/* The words of one of two languages, and units in them. */
#ifndef CT_BASE_UNIT_WORDS_H
#define CT_BASE_UNIT_WORDS_H

#include "calltone/measure.h"

static inline const char *words_pick(ct_lang lang, const char *en, const char *zh)
{
    return lang == CT_LANG_ZH ? zh : en;
}

/* "syll/min", "字/分" ...; "" for plain numbers. */
const char *words_unit(ct_unit unit, ct_lang lang);

#endif
