/* Quantiles in bounded memory: counts of values in even steps, and a median that can be asked for at every value.
 *
 * The counts are the caller's, a plain array of scale->n_bins zeroes: a state that holds them can be copied by memcpy.
 * Bin b holds the values nearest to low + b step; values beyond the ends count in the end bins. */
#ifndef CT_BASE_HISTOGRAM_H
#define CT_BASE_HISTOGRAM_H

#include <stdint.h>

typedef struct histogram_scale {
    float low;  /* centre of the first bin */
    float step; /* width of a bin; how exact a quantile can be */
    int n_bins;
} histogram_scale;

/* The bin that holds `value`. */
static inline int histogram_bin(const histogram_scale *scale, float value)
{
    float place = (value - scale->low) / scale->step + 0.5f;
    if (!(place > 0.0f))
        return 0;
    return place < (float)scale->n_bins ? (int)place : scale->n_bins - 1;
}

static inline void histogram_add(const histogram_scale *scale, uint32_t *count, float value)
{
    count[histogram_bin(scale, value)]++;
}

/* How many values were added. */
uint64_t histogram_total(const histogram_scale *scale, const uint32_t *count);

/* The value below which the share `q` (0 to 1) of all lies, taken as spread evenly inside a bin; 0 if there are none.
 */
double histogram_quantile(const histogram_scale *scale, const uint32_t *count, double q);

/* A place in the counts that follows the median as they grow. All zero at the start. */
typedef struct running_median {
    int bin;
    uint32_t below; /* values in bins before `bin` */
    uint32_t total;
} running_median;

/* Add a value to the counts and follow the median. Costs a few steps, however many values there are. */
void running_median_add(running_median *median, const histogram_scale *scale, uint32_t *count, float value);

/* The median of all that was added with running_median_add(); 0 if there is nothing. */
float running_median_value(const running_median *median, const histogram_scale *scale, const uint32_t *count);

#endif
