#include "standards/usual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ct_baseline *usual_create(const char *agent, size_t n)
{
    size_t name_size = strlen(agent) + 1;
    ct_baseline *baseline = calloc(1, sizeof *baseline + name_size); /* the name stands behind it */
    if (!baseline)
        return NULL;
    baseline->usuals = calloc(n + 1, sizeof *baseline->usuals);
    if (!baseline->usuals) {
        free(baseline);
        return NULL;
    }
    baseline->agent = memcpy(baseline + 1, agent, name_size);
    return baseline;
}

void ct_baseline_free(ct_baseline *baseline)
{
    if (!baseline)
        return;
    free(baseline->usuals);
    free(baseline);
}

const ct_usual *ct_baseline_find(const ct_baseline *baseline, const ct_measure_info *measure, ct_side side)
{
    for (size_t i = 0; baseline && i < baseline->n_usuals; i++)
        if (baseline->usuals[i].measure == measure && baseline->usuals[i].side == side)
            return &baseline->usuals[i];
    return NULL;
}

double usual_distance(const ct_usual *usual, ct_against against, double value)
{
    switch (against) {
    case CT_AGAINST_SEMITONES:
        return usual->median > 0 && value > 0 ? 12 * log2(value / usual->median) : NAN;
    case CT_AGAINST_SPREADS:
        return usual->spread > 0 ? (value - usual->median) / usual->spread : NAN;
    default:
        return value - usual->median;
    }
}
