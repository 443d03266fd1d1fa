/* Quantiles from counts, and the median that follows them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/histogram.h"

static const histogram_scale scale = {.low = -10.0f, .step = 0.5f, .n_bins = 41}; /* -10 to 10 */

/* A quantile is exact to half a bin, here 0.25. */
static void quantiles_of_even_values_are_even(void **context)
{
    (void)context;
    uint32_t count[41] = {0};
    for (int i = 0; i <= 1000; i++)
        histogram_add(&scale, count, -5.0f + 0.01f * (float)i);
    assert_int_equal(histogram_total(&scale, count), 1001);
    for (double q = 0.05; q < 1.0; q += 0.05)
        assert_true(fabs(histogram_quantile(&scale, count, q) - (-5.0 + 10.0 * q)) < 0.25);
}

static void quantiles_of_nothing_and_of_one(void **context)
{
    (void)context;
    uint32_t count[41] = {0};
    assert_true(histogram_quantile(&scale, count, 0.5) == 0.0);
    histogram_add(&scale, count, 3.0f);
    assert_true(histogram_quantile(&scale, count, 0.5) == 3.0);
    assert_true(fabs(histogram_quantile(&scale, count, 0.0) - 3.0) <= 0.25);
    assert_true(fabs(histogram_quantile(&scale, count, 1.0) - 3.0) <= 0.25);
}

static void values_beyond_the_ends_count_there(void **context)
{
    (void)context;
    uint32_t count[41] = {0};
    histogram_add(&scale, count, -1e9f);
    histogram_add(&scale, count, 1e9f);
    histogram_add(&scale, count, NAN);
    assert_int_equal(count[0], 2);
    assert_int_equal(count[40], 1);
}

static void running_median_is_the_quantile_at_every_step(void **context)
{
    (void)context;
    uint32_t count[41] = {0}, seed = 1;
    running_median median = {0};
    assert_true(running_median_value(&median, &scale, count) == 0.0f);
    for (int i = 0; i < 5000; i++) {
        seed = seed * 1664525u + 1013904223u;
        float value = (float)(seed >> 8) / (float)(1 << 24) * 20.0f - 10.0f;
        value = i < 1000 ? value : i < 3000 ? 9.0f - value * 0.1f : -8.0f; /* all over, then high, then low */
        running_median_add(&median, &scale, count, value);
        float expected = (float)histogram_quantile(&scale, count, 0.5);
        /* At an even split both neighbouring bins hold the median; else the two agree. */
        float found = running_median_value(&median, &scale, count);
        if (2 * median.below != median.total)
            assert_true(fabsf(found - expected) < 1e-4f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_of_even_values_are_even),
        cmocka_unit_test(quantiles_of_nothing_and_of_one),
        cmocka_unit_test(values_beyond_the_ends_count_there),
        cmocka_unit_test(running_median_is_the_quantile_at_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
