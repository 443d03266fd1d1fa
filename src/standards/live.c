#include "standards/live.h"

#include <math.h>
#include <stddef.h>

static const ct_live_limit limits[] = {
#define LIVE(field, lowest, highest, usual, unit, en, zh) {#field, unit, usual, lowest, highest, en, zh},
#include "standards/live.def"
#undef LIVE
};

static const size_t places[] = {
#define LIVE(field, lowest, highest, usual, unit, en, zh) offsetof(ct_live, field),
#include "standards/live.def"
#undef LIVE
};

#define N_LIMITS (sizeof limits / sizeof limits[0])

const ct_live_limit *ct_live_limit_at(size_t index)
{
    return index < N_LIMITS ? &limits[index] : NULL;
}

double ct_live_value(const ct_live *live, size_t index)
{
    return live && index < N_LIMITS ? *(const double *)(const void *)((const char *)live + places[index]) : NAN;
}

void live_set_defaults(ct_live *live)
{
    *live = (ct_live){.source = "", .source_zh = ""};
    for (size_t i = 0; i < N_LIMITS; i++)
        *(double *)(void *)((char *)live + places[i]) = limits[i].usual;
}

message_words live_fault(const ct_live *live, const char **key)
{
    for (size_t i = 0; i < N_LIMITS; i++) {
        double value = ct_live_value(live, i);
        *key = limits[i].name;
        if (value < limits[i].lowest || value > limits[i].highest)
            return (message_words){"is out of all reason, see calltone standards explain live",
                                   "超出合理范围，见 calltone standards explain live"};
    }
    *key = "hold_second";
    bool rising = !(live->hold_first >= live->hold_second || live->hold_second >= live->hold_last ||
                    live->hold_first >= live->hold_last); /* what is off is in nobody's way */
    if (!rising)
        return (message_words){"the marks of a hold must rise: hold_first, hold_second, hold_last",
                               "等待的三次提醒必须依次变长：hold_first、hold_second、hold_last"};
    *key = "too_slow";
    if (live->too_slow >= live->too_fast)
        return (message_words){"too_slow is not under too_fast", "too_slow 不小于 too_fast"};
    *key = "too_soft";
    if (live->too_soft >= live->too_loud)
        return (message_words){"too_soft is not under too_loud", "too_soft 不小于 too_loud"};
    return (message_words){NULL, NULL};
}
