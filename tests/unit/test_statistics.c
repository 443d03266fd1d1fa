/* What reports over many calls rest on, held against closed forms, published examples and printed tables. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "review/chance.h"
#include "review/counts.h"
#include "review/days.h"
#include "review/names.h"
#include "review/statistics.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.6f is not %.6f", value, expected);
}

/* The first numbers of the reference implementation (Vigna) from seed 1234567. */
static void the_generator_is_splitmix64(void **state)
{
    chance from = {1234567};
    assert_true(chance_next(&from) == UINT64_C(6457827717110365317));
    assert_true(chance_next(&from) == UINT64_C(3203168211198807973));
    assert_true(chance_next(&from) == UINT64_C(9817491932198370423));
}

static void draws_below_a_number_are_even(void **state)
{
    size_t seen[7] = {0};
    chance from = {1};
    for (int i = 0; i < 70000; i++)
        seen[chance_below(&from, 7)]++;
    for (size_t i = 0; i < COUNT(seen); i++) /* four standard deviations of 10000 */
        assert_in_range(seen[i], 9630, 10370);
}

static void a_key_depends_on_text_and_seed(void **state)
{
    assert_true(chance_key(1, "a.wav") == chance_key(1, "a.wav"));
    assert_true(chance_key(1, "a.wav") != chance_key(2, "a.wav"));
    assert_true(chance_key(1, "a.wav") != chance_key(1, "b.wav"));
}

static void medians_of_odd_and_even_counts(void **state)
{
    double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};
    assert_near(statistics_median(odd, 3), 2, 0);
    assert_near(statistics_median(even, 4), 2.5, 0);
    assert_true(isnan(statistics_median(odd, 0)));
}

/* z^2 / (n + z^2) of none in ten; half of ten as in Wilson's formula by hand. */
static void shares_have_wilsons_interval(void **state)
{
    double z2 = 1.959964 * 1.959964;
    interval none = statistics_share(0, 10), half = statistics_share(5, 10);
    assert_near(none.low, 0, 0);
    assert_near(none.high, z2 / (10 + z2), 1e-6);
    assert_near(half.low, 0.2366, 1e-4);
    assert_near(half.high, 0.7634, 1e-4);
    assert_true(isnan(statistics_share(0, 0).low));
}

/* Limits of Student's t as printed in every table, to three decimals. */
static void students_t_is_as_printed(void **state)
{
    assert_near(statistics_t_limit(1), 12.706, 5e-4);
    assert_near(statistics_t_limit(10), 2.228, 5e-4);
    assert_near(statistics_t_limit(30), 2.042, 5e-4);
    assert_near(statistics_t_chance(2.228139, 10), 0.05, 1e-6);
}

static moments moments_of(const double *values, size_t n)
{
    moments all = {0};
    for (size_t i = 0; i < n; i++)
        moments_add(&all, values[i]);
    return all;
}

/* Student 1908: hours of sleep gained by two drugs, ten patients each. As two groups: t = -1.8608 at 17.776 degrees of
 * freedom, p = 0.07939, interval -3.3655 to 0.2055 (R's t.test(extra ~ group, data = sleep) prints these). */
static void welch_agrees_with_students_sleep(void **state)
{
    const double first[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    const double second[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    moments a = moments_of(first, 10), b = moments_of(second, 10);
    difference found = statistics_welch(&a, &b);
    assert_near(found.value, 1.58, 1e-9);
    assert_near(found.p, 0.07939, 1e-5);
    assert_near(found.sure.low, -0.2055, 1e-4);
    assert_near(found.sure.high, 3.3655, 1e-4);
}

/* Darwin's plants in Fisher's section 21: 863 of the 32768 ways give a sum as large or larger. */
static void turned_signs_agree_with_fisher(void **state)
{
    const double eighths[] = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    assert_near(statistics_paired(eighths, COUNT(eighths), 1).p, 2 * 863 / 32768.0, 1e-12);
}

/* Twenty changes of one sign: fewer than one draw in a thousand is as large. */
static void many_pairs_are_drawn(void **state)
{
    double changes[20];
    for (size_t i = 0; i < COUNT(changes); i++)
        changes[i] = 1 + 0.1 * (double)i;
    difference found = statistics_paired(changes, COUNT(changes), 1);
    assert_true(found.p < 0.001);
    assert_true(found.p == statistics_paired(changes, COUNT(changes), 1).p);
}

/* All values of a cluster alike: the medians that can come out are known. */
static void bootstrap_draws_whole_clusters(void **state)
{
    clustered same[] = {{5, 0}, {5, 1}, {5, 2}}, apart[40];
    interval found = statistics_bootstrap(same, 3, 3, 200, 1);
    assert_near(found.low, 5, 0);
    assert_near(found.high, 5, 0);
    for (size_t i = 0; i < 40; i++)
        apart[i] = (clustered){i < 20 ? 0 : 1, i < 20 ? 0 : 1};
    found = statistics_bootstrap(apart, 40, 2, 1000, 1); /* both draws are the same cluster half of the time */
    assert_near(found.low, 0, 0);
    assert_near(found.high, 1, 0);
    assert_true(isnan(statistics_bootstrap(apart, 40, 1, 1000, 1).low));
}

/* Of agents with means of spread 3 around 90 the interval must hold the true median in most of many stores: nominally
 * 95 in 100; twelve clusters make a percentile interval somewhat too narrow, so 85 are asked for. */
static void bootstrap_intervals_hold_the_truth(void **state)
{
    int held = 0;
    chance from = {7};
    for (int store = 0; store < 100; store++) {
        clustered calls[12 * 20];
        for (size_t agent = 0; agent < 12; agent++) {
            double mean = 90;
            for (int i = 0; i < 12; i++) /* close to normal, spread 3 */
                mean += 3 * ((double)chance_below(&from, 1000001) / 1e6 - 0.5);
            for (size_t i = 0; i < 20; i++)
                calls[agent * 20 + i] =
                    (clustered){mean + 6 * ((double)chance_below(&from, 1000001) / 1e6 - 0.5), agent};
        }
        interval found = statistics_bootstrap(calls, COUNT(calls), 12, 400, (uint64_t)store);
        held += found.low <= 90 && found.high >= 90;
    }
    assert_in_range(held, 85, 100);
}

/* The lady tasting tea got three of four right: 17 in 70. */
static void fishers_exact_test_of_the_tea(void **state)
{
    assert_near(counts_chance((counted){3, 4}, (counted){1, 4}), 17 / 70.0, 1e-12);
    assert_near(counts_chance((counted){4, 4}, (counted){0, 4}), 1 / 70.0, 1e-12);
    assert_near(counts_chance((counted){0, 4}, (counted){2, 4}), 1, 1e-12);
    assert_near(counts_chance((counted){3, 4}, (counted){0, 0}), 1, 0);
}

/* One pair by hand: 10 of 20 here, 5 of 30 elsewhere; expected 6, variance 315/122.5 = 2.5714, z = 3.5 / 1.6036. */
static void mantel_haenszel_by_hand(void **state)
{
    paired_counts pairs = {0};
    counts_pair(&pairs, (counted){10, 20}, (counted){5, 30});
    assert_near(counts_paired_chance(&pairs), 0.5 * erfc(3.5 / sqrt(2.5714286) / sqrt(2)), 1e-6);
}

/* Agents whose shares differ, but never by where they sit: together they would seem to (Simpson). */
static void pairs_do_not_mix_agents(void **state)
{
    paired_counts pairs = {0};
    counts_pair(&pairs, (counted){72, 90}, (counted){8, 10}); /* one who is here mostly, and finds 80 % anywhere */
    counts_pair(&pairs, (counted){1, 10}, (counted){9, 90});  /* one who is elsewhere, 10 % anywhere */
    assert_true(counts_chance((counted){73, 100}, (counted){17, 100}) < 1e-9);
    assert_true(counts_paired_chance(&pairs) > 0.4);
}

/* Benjamini and Hochberg's own example, section 3.1: four of fifteen. */
static void false_discoveries_as_in_the_paper(void **state)
{
    double chances[] = {0.0278, 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0298, 0.0344,
                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    assert_near(counts_threshold(chances, COUNT(chances), 0.05), 0.0095, 0);
    assert_near(counts_threshold(chances, 0, 0.05), -1, 0);
}

static void days_follow_the_calendar(void **state)
{
    char text[DAYS_TEXT_SIZE];
    assert_int_equal(days_read("1970-01-01"), 0);
    assert_int_equal(days_read("2000-03-01T10:00:00"), 11017);
    assert_int_equal(days_read("2024-02-29"), days_read("2024-03-01") - 1);
    for (const char *const *wrong =
             (const char *const[]){"2023-02-29", "2026-13-01", "2026-11-2", "2026-11-231", "x", NULL};
         *wrong; wrong++)
        assert_int_equal(days_read(*wrong), DAYS_NONE);
    assert_int_equal(days_read(NULL), DAYS_NONE);
    assert_int_equal(days_weekday(days_read("2026-11-23")), 0); /* a Monday */
    assert_int_equal(days_read_hour("2026-11-23T09:41"), 9);
    assert_int_equal(days_read_hour("2026-11-23"), -1);
    days_write(text, days_next_month(days_read("2026-12-31")));
    assert_string_equal(text, "2027-01-01");
    days_write(text, days_month(days_read("2024-02-29")));
    assert_string_equal(text, "2024-02-01");
}

static void names_keep_their_numbers(void **state)
{
    names all = {0};
    char text[16];
    size_t number = 99;
    assert_true(names_number(&all, NULL, &number));
    assert_int_equal(number, 0);
    for (size_t i = 1; i <= 3000; i++) {
        snprintf(text, sizeof text, "agent %zu", i);
        assert_true(names_number(&all, text, &number));
        assert_int_equal(number, i);
    }
    assert_int_equal(names_find(&all, "agent 777"), 777);
    assert_int_equal(names_find(&all, "agent 0"), 0);
    assert_string_equal(names_text(&all, 42), "agent 42");
    assert_int_equal(names_count(&all), 3001);
    names_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_is_splitmix64),
        cmocka_unit_test(draws_below_a_number_are_even),
        cmocka_unit_test(a_key_depends_on_text_and_seed),
        cmocka_unit_test(medians_of_odd_and_even_counts),
        cmocka_unit_test(shares_have_wilsons_interval),
        cmocka_unit_test(students_t_is_as_printed),
        cmocka_unit_test(welch_agrees_with_students_sleep),
        cmocka_unit_test(turned_signs_agree_with_fisher),
        cmocka_unit_test(many_pairs_are_drawn),
        cmocka_unit_test(bootstrap_draws_whole_clusters),
        cmocka_unit_test(bootstrap_intervals_hold_the_truth),
        cmocka_unit_test(fishers_exact_test_of_the_tea),
        cmocka_unit_test(mantel_haenszel_by_hand),
        cmocka_unit_test(pairs_do_not_mix_agents),
        cmocka_unit_test(false_discoveries_as_in_the_paper),
        cmocka_unit_test(days_follow_the_calendar),
        cmocka_unit_test(names_keep_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
