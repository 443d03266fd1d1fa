#include "review/statistics.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "review/chance.h"

#define NORMAL_LIMIT 1.959963984540054 /* 97.5 % of a normal distribution lie below */
#define TAIL         0.025             /* outside an interval, on each side */
#define EXACT_PAIRS  16                /* 65,536 ways to turn the signs */
#define SIGN_DRAWS   9999
#define FRACTIONS    200   /* of the continued fraction; converges far earlier */
#define CLOSE        1e-12 /* then it has */

static const interval unknown = {NAN, NAN};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double statistics_median(double *values, size_t n)
{
    if (n == 0)
        return NAN;
    qsort(values, n, sizeof *values, by_size);
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

interval statistics_share(size_t found, size_t tested)
{
    if (tested == 0)
        return unknown;
    double n = (double)tested, share = (double)found / n, z2 = NORMAL_LIMIT * NORMAL_LIMIT;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = NORMAL_LIMIT / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return (interval){found == 0 ? 0 : centre - half, found == tested ? 1 : centre + half};
}

void moments_add(moments *to, double value)
{
    double before = value - to->mean;
    to->n++;
    to->mean += before / (double)to->n;
    to->squares += before * (value - to->mean);
}

/* Continued fraction of the incomplete beta function by Lentz's method (DLMF 8.17.22). */
static double beta_fraction(double a, double b, double x)
{
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), product = d;
    for (int m = 1; m < FRACTIONS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        product *= c * d;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        product *= c * d;
        if (fabs(c * d - 1) < CLOSE)
            break;
    }
    return product;
}

static double incomplete_beta(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    if (x > (a + 1) / (a + b + 2))
        return 1 - incomplete_beta(b, a, 1 - x);
    double front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b));
    return front * beta_fraction(a, b, x) / a;
}

double statistics_t_chance(double t, double freedom)
{
    return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

double statistics_t_limit(double freedom)
{
    double low = 0, high = 1e3; /* beyond any limit from one degree of freedom on (12.7) */
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (statistics_t_chance(middle, freedom) > 2 * TAIL)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* A mean difference with its standard error. No spread at all is no measure of one. */
static difference of_error(double value, double error, double freedom)
{
    if (!(error > 0))
        return (difference){value, {value, value}, value == 0 ? 1 : 0};
    double half = statistics_t_limit(freedom) * error;
    return (difference){value, {value - half, value + half}, statistics_t_chance(value / error, freedom)};
}

interval moments_interval(const moments *of)
{
    if (of->n < 2)
        return unknown;
    double freedom = (double)(of->n - 1);
    return of_error(of->mean, sqrt(of->squares / freedom / (double)of->n), freedom).sure;
}

difference statistics_welch(const moments *first, const moments *second)
{
    if (first->n < 2 || second->n < 2)
        return (difference){NAN, unknown, 1};
    double a = first->squares / (double)(first->n - 1) / (double)first->n;
    double b = second->squares / (double)(second->n - 1) / (double)second->n;
    double freedom = (a + b) * (a + b) / (a * a / (double)(first->n - 1) + b * b / (double)(second->n - 1));
    return of_error(second->mean - first->mean, sqrt(a + b), freedom);
}

/* The sum with signs turned by the bits of `turns`. */
static double turned_sum(const double *changes, size_t n, uint64_t turns)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += turns >> i & 1 ? -changes[i] : changes[i];
    return sum;
}

static double exact_chance(const double *changes, size_t n, double seen)
{
    size_t as_large = 0, ways = (size_t)1 << n;
    for (size_t turns = 0; turns < ways; turns++)
        as_large += fabs(turned_sum(changes, n, turns)) >= seen;
    return (double)as_large / (double)ways;
}

static double drawn_chance(const double *changes, size_t n, double seen, uint64_t seed)
{
    chance from = {seed};
    size_t as_large = 1; /* what was seen is one of the ways */
    for (int draw = 0; draw < SIGN_DRAWS; draw++) {
        double sum = 0;
        for (size_t i = 0; i < n; i += 64)
            sum += turned_sum(changes + i, n - i < 64 ? n - i : 64, chance_next(&from));
        as_large += fabs(sum) >= seen;
    }
    return (double)as_large / (SIGN_DRAWS + 1);
}

difference statistics_paired(const double *changes, size_t n, uint64_t seed)
{
    moments all = {0};
    if (n < 2)
        return (difference){NAN, unknown, 1};
    for (size_t i = 0; i < n; i++)
        moments_add(&all, changes[i]);
    difference found = of_error(all.mean, sqrt(all.squares / (double)(n - 1) / (double)n), (double)(n - 1));
    double seen = fabs(turned_sum(changes, n, 0)) * (1 - CLOSE); /* what is as large must not miss it by rounding */
    found.p = n <= EXACT_PAIRS ? exact_chance(changes, n, seen) : drawn_chance(changes, n, seen, seed);
    return found;
}

static int by_value(const void *a, const void *b)
{
    double x = ((const clustered *)a)->value, y = ((const clustered *)b)->value;
    return (x > y) - (x < y);
}

/* The value at which half of the weight is passed; each value weighs as often as its cluster was drawn. */
static double weighted_median(const clustered *values, const size_t *times, size_t half)
{
    size_t sum = 0, i = 0;
    while ((sum += times[values[i].cluster]) < half)
        i++;
    return values[i].value;
}

static double draw_median(const clustered *values, const size_t *sizes, size_t *times, size_t n_clusters, chance *from)
{
    size_t weight = 0;
    for (size_t i = 0; i < n_clusters; i++)
        times[i] = 0;
    for (size_t i = 0; i < n_clusters; i++) {
        size_t drawn = chance_below(from, n_clusters);
        times[drawn]++;
        weight += sizes[drawn];
    }
    return weight > 0 ? weighted_median(values, times, (weight + 1) / 2) : NAN;
}

interval statistics_bootstrap(clustered *values, size_t n, size_t n_clusters, size_t draws, uint64_t seed)
{
    interval found = unknown;
    size_t *sizes = calloc(2 * n_clusters + 1, sizeof *sizes);
    double *medians = malloc((draws + 1) * sizeof *medians);
    chance from = {seed};
    if (sizes && medians && n > 0 && n_clusters > 1 && draws > 0) {
        for (size_t i = 0; i < n; i++)
            sizes[values[i].cluster]++;
        qsort(values, n, sizeof *values, by_value);
        for (size_t draw = 0; draw < draws; draw++)
            medians[draw] = draw_median(values, sizes, sizes + n_clusters, n_clusters, &from);
        qsort(medians, draws, sizeof *medians, by_size);
        found.low = medians[(size_t)(TAIL * (double)draws)];
        found.high = medians[(size_t)((1 - TAIL) * (double)draws)];
    }
    free(sizes);
    free(medians);
    return found;
}
