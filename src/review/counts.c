#include "review/counts.h"

#include <math.h>
#include <stdlib.h>

static double log_choose(double n, double k)
{
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* The hypergeometric tail: each term follows from the one before. */
double counts_chance(counted here, counted elsewhere)
{
    size_t all_found = here.found + elsewhere.found, most = all_found < here.tested ? all_found : here.tested;
    double n = (double)here.tested, m = (double)elsewhere.tested, k = (double)all_found, sum = 0;
    if (here.tested == 0 || elsewhere.tested == 0)
        return 1;
    double first = (double)here.found;
    double term = exp(log_choose(n, first) + log_choose(m, k - first) - log_choose(n + m, k));
    for (size_t i = here.found; i <= most && term > 0; i++) {
        double x = (double)i;
        sum += term;
        term *= (n - x) * (k - x) / ((x + 1) * (m - k + x + 1));
    }
    return fmin(sum, 1);
}

void counts_pair(paired_counts *to, counted here, counted elsewhere)
{
    double n = (double)here.tested, m = (double)elsewhere.tested, all = n + m;
    double k = (double)(here.found + elsewhere.found);
    if (here.tested == 0 || elsewhere.tested == 0)
        return;
    to->n_pairs++;
    to->n_more += counted_share(here) > counted_share(elsewhere);
    to->seen += (double)here.found;
    to->expected += n * k / all;
    to->variance += n * m * k * (all - k) / (all * all * (all - 1));
}

double counts_paired_chance(const paired_counts *of)
{
    double excess = of->seen - of->expected - 0.5;
    if (!(of->variance > 0) || excess <= 0)
        return 1;
    return 0.5 * erfc(excess / sqrt(2 * of->variance));
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double counts_threshold(double *chances, size_t n, double false_share)
{
    qsort(chances, n, sizeof *chances, by_size);
    for (size_t i = n; i > 0; i--)
        if (chances[i - 1] <= false_share * (double)i / (double)n)
            return chances[i - 1];
    return -1;
}
