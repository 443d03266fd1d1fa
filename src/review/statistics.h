/* How sure a figure is: medians, means and shares with their intervals, and differences with the chance that they are
 * none. All intervals are of 95 %. */
#ifndef CT_REVIEW_STATISTICS_H
#define CT_REVIEW_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

typedef struct interval {
    double low, high; /* NaN: not known */
} interval;

/* The median; orders `values`. NaN of none. */
double statistics_median(double *values, size_t n);

/* A share with its interval: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.
 * It holds for few calls, and at 0 and 1. */
interval statistics_share(size_t found, size_t tested);

/* Sums of values, added one by one. Zero it to start. */
typedef struct moments {
    size_t n;
    double mean, squares; /* sum of squared distances from the mean: Welford, Technometrics 1962 */
} moments;

void moments_add(moments *to, double value);
/* Student's interval of the mean. NaN of fewer than two values. */
interval moments_interval(const moments *of);

/* By how much a mean differs from another. */
typedef struct difference {
    double value;  /* second mean less the first */
    interval sure; /* of it */
    double p;      /* chance of one so large, either way, where there is none */
} difference;

/* Welch, "The generalization of Student's problem when several different population variances are involved",
 * Biometrika 1947. All NaN, and p 1, where one has fewer than two values. */
difference statistics_welch(const moments *first, const moments *second);

/* The mean of paired changes: Student's interval, and the chance by turning signs at random (Fisher, "The design of
 * experiments", 1935, section 21): every way of turning them up to 16 pairs, 9999 draws by the seed beyond that. */
difference statistics_paired(const double *changes, size_t n, uint64_t seed);

/* A value and whose it is: calls of one agent are alike, so agents are drawn and not calls. */
typedef struct clustered {
    double value;
    size_t cluster;
} clustered;

/* Interval of the median by drawing whole clusters with replacement: Davison and Hinkley, "Bootstrap methods and their
 * application", 1997, section 3.8; percentiles of `draws` medians. Orders `values`. NaN with fewer than two clusters or
 * without memory. */
interval statistics_bootstrap(clustered *values, size_t n, size_t n_clusters, size_t draws, uint64_t seed);

/* Student's t: chance of one beyond +-t, and the t that is exceeded with a chance of 5 % (DLMF 8.17). */
double statistics_t_chance(double t, double freedom);
double statistics_t_limit(double freedom);

#endif
