/* What is done to eight numbers at once is what would be done to each. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/lanes.h"

static const lanes MIXED = {3.0f, -1.5f, 0.25f, 0.0f, -7.0f, 1e-6f, 1e6f, 42.0f};

static void bits_name_the_lanes_that_are_true(void **context)
{
    (void)context;
    assert_int_equal(lanes_bits(MIXED > 0.1f), 1u << 0 | 1u << 2 | 1u << 6 | 1u << 7);
    assert_int_equal(lanes_bits(MIXED > 1e9f), 0);
    assert_int_equal(lanes_bits(MIXED < 1e9f), 255);
}

static void each_lane_is_picked_by_its_own_mask(void **context)
{
    (void)context;
    lanes ones = MIXED * 0.0f + 1.0f, picked = lanes_pick(MIXED > 1.0f, MIXED, ones);
    lanes more = lanes_max(MIXED, ones), less = lanes_min(MIXED, ones);
    for (int i = 0; i < LANES; i++) {
        assert_true(picked[i] == (MIXED[i] > 1.0f ? MIXED[i] : 1.0f));
        assert_true(more[i] == fmaxf(MIXED[i], 1.0f));
        assert_true(less[i] == fminf(MIXED[i], 1.0f));
    }
    assert_true(lanes_greatest(MIXED) == 1e6f);
    assert_true(lanes_greatest(-MIXED) == 7.0f);
}

/* The two are to agree to the last bit: stages may use either. */
static void logarithm_is_the_one_of_single_numbers(void **context)
{
    (void)context;
    for (float x = 1e-12f; x < 1e12f; x *= 1.37f) {
        lanes many = {x, 1.1f * x, 1.2f * x, 1.3f * x, 1.4f * x, 1.5f * x, 1.7f * x, 1.9f * x};
        lanes logs = lanes_log2(many);
        for (int i = 0; i < LANES; i++)
            assert_true(logs[i] == log2_fast(many[i]));
        assert_true(fabs((double)logs[0] - log2((double)x)) < 1e-4);
    }
}

/* Small whole numbers add up without rounding, in whatever order. */
static void four_sums_are_those_of_each(void **context)
{
    (void)context;
    lanes a = {1, 2, 3, 4, 5, 6, 7, 8}, b = 10.0f * a, c = a * a, d = a - 100.0f;
    four sums = lanes_sum4(a, b, c, d);
    assert_true(sums[0] == 36.0f && sums[0] == lanes_sum(a));
    assert_true(sums[1] == 360.0f && sums[1] == lanes_sum(b));
    assert_true(sums[2] == 204.0f && sums[2] == lanes_sum(c));
    assert_true(sums[3] == -764.0f && sums[3] == lanes_sum(d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_name_the_lanes_that_are_true),
        cmocka_unit_test(each_lane_is_picked_by_its_own_mask),
        cmocka_unit_test(logarithm_is_the_one_of_single_numbers),
        cmocka_unit_test(four_sums_are_those_of_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
