#include "base/histogram.h"

/* The value at `place` of the `count` values in a bin, taken as evenly spread over it. */
static double inside_bin(const histogram_scale *scale, int bin, double place, double count)
{
    return (double)scale->low + (double)scale->step * (bin - 0.5 + place / count);
}

uint64_t histogram_total(const histogram_scale *scale, const uint32_t *count)
{
    uint64_t total = 0;
    for (int b = 0; b < scale->n_bins; b++)
        total += count[b];
    return total;
}

double histogram_quantile(const histogram_scale *scale, const uint32_t *count, double q)
{
    double place = q * (double)histogram_total(scale, count);
    double below = 0.0;
    int last = -1;
    for (int b = 0; b < scale->n_bins; b++) {
        if (count[b] == 0)
            continue;
        if (below + count[b] >= place)
            return inside_bin(scale, b, place - below, count[b]);
        below += count[b];
        last = b;
    }
    return last < 0 ? 0.0 : inside_bin(scale, last, 1.0, 1.0);
}

void running_median_add(running_median *median, const histogram_scale *scale, uint32_t *count, float value)
{
    int bin = histogram_bin(scale, value);
    count[bin]++;
    median->total++;
    if (bin < median->bin)
        median->below++;

    /* Half of the values may lie before the bin at most, and more than half before the next one. */
    uint32_t half = median->total / 2;
    while (median->below > half)
        median->below -= count[--median->bin];
    while (median->below + count[median->bin] <= half)
        median->below += count[median->bin++];
}

float running_median_value(const running_median *median, const histogram_scale *scale, const uint32_t *count)
{
    if (median->total == 0)
        return 0.0f;
    double place = 0.5 * median->total - median->below;
    return (float)inside_bin(scale, median->bin, place, count[median->bin]);
}
