#include "base/unit_words.h"

const char *words_unit(ct_unit unit, ct_lang lang)
{
    switch (unit) {
    case CT_UNIT_SECONDS:
        return words_pick(lang, "s", "秒");
    case CT_UNIT_RATIO:
        return "%";
    case CT_UNIT_COUNT:
        return words_pick(lang, "", "次");
    case CT_UNIT_SYLLABLES_PER_MINUTE:
        return words_pick(lang, "syll/min", "字/分");
    case CT_UNIT_PER_MINUTE:
        return words_pick(lang, "per min", "次/分");
    case CT_UNIT_HZ:
        return "Hz";
    case CT_UNIT_SEMITONES:
        return words_pick(lang, "semitones", "半音");
    case CT_UNIT_DBFS:
        return "dBFS";
    case CT_UNIT_DB:
        return "dB";
    case CT_UNIT_DB_PER_OCTAVE:
        return words_pick(lang, "dB/octave", "dB/倍频程");
    case CT_UNIT_SPREADS:
        return words_pick(lang, "times the usual spread", "倍平时波动");
    case CT_UNIT_INDEX:
    case CT_UNIT_SIDE:
        break;
    }
    return "";
}
