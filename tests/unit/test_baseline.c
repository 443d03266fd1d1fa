/* What is usual: medians and spreads against values worked out by hand, and a file that reads back as it was written.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/baseline.h"
#include "calltone/standard.h"

#define HEAD "[baseline]\nagent = 8012\ncalls = 6\n"

static ct_reading readings[3];

/* A call with that pace of the agent, or without one. */
static ct_report call_with(double pace, ct_state state)
{
    readings[0] = (ct_reading){ct_measure_find("speech_rate"), CT_SIDE_AGENT, state, pace, 40, NULL};
    readings[1] = (ct_reading){ct_measure_find("speech_rate"), CT_SIDE_CUSTOMER, CT_KNOWN, 2 * pace, 40, NULL};
    readings[2] = (ct_reading){ct_measure_find("hung_up_first"), CT_SIDE_CALL, CT_KNOWN, CT_SIDE_AGENT, 1, NULL};
    return (ct_report){.duration_s = 100, .channels = 2, .readings = readings, .n_readings = 3};
}

static ct_baseline *usual_of(const double *paces, size_t n)
{
    ct_collector *collector = NULL;
    ct_baseline *baseline = NULL;
    assert_int_equal(ct_collector_create(&collector), CT_OK);
    for (size_t i = 0; i < n; i++) {
        ct_report report = call_with(paces[i], CT_KNOWN);
        assert_int_equal(ct_collector_add(collector, &report), CT_OK);
    }
    ct_report unheard = call_with(9999, CT_TOO_LITTLE_SPEECH);
    unheard.n_readings = 1;
    assert_int_equal(ct_collector_add(collector, &unheard), CT_OK);
    assert_int_equal(ct_collector_calls(collector), n + 1);
    assert_int_equal(ct_collector_read(collector, "8012", &baseline), CT_OK);
    ct_collector_destroy(collector);
    return baseline;
}

/* 200 210 220 230 900: median 220, distances 20 10 0 10 680, their median 10; the odd call does no harm. */
static void median_and_spread_are_deaf_to_an_odd_call(void **state)
{
    const double paces[] = {900, 210, 200, 230, 220};
    ct_baseline *baseline = usual_of(paces, 5);
    const ct_usual *usual = ct_baseline_find(baseline, ct_measure_find("speech_rate"), CT_SIDE_AGENT);
    assert_non_null(usual);
    assert_float_equal(usual->median, 220, 0);
    assert_float_equal(usual->spread, 14.83, 1e-9); /* 1.4826 x 10, stated to a hundredth */
    assert_int_equal(usual->n_calls, 5);
    usual = ct_baseline_find(baseline, ct_measure_find("speech_rate"), CT_SIDE_CUSTOMER);
    assert_float_equal(usual->median, 440, 0);
    assert_null(ct_baseline_find(baseline, ct_measure_find("hung_up_first"), CT_SIDE_CALL));
    assert_int_equal(baseline->n_usuals, 2);
    ct_baseline_free(baseline);
}

static void even_numbers_of_calls_have_a_median_between(void **state)
{
    const double paces[] = {100, 400, 200, 300};
    ct_baseline *baseline = usual_of(paces, 4);
    const ct_usual *usual = ct_baseline_find(baseline, ct_measure_find("speech_rate"), CT_SIDE_AGENT);
    assert_float_equal(usual->median, 250, 0);
    assert_float_equal(usual->spread, 148.26, 1e-9); /* distances 150 50 50 150: 100 */
    ct_baseline_free(baseline);
}

static char *written(const ct_baseline *baseline)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(ct_baseline_write(baseline, out), CT_OK);
    fclose(out);
    return text;
}

static void file_reads_back_as_it_was_written(void **state)
{
    const double paces[] = {201.3, 210.7, 222.2, 230.1, 240};
    ct_baseline *baseline = usual_of(paces, 5), *again = NULL;
    ct_message message;
    char *text = written(baseline);
    assert_int_equal(ct_baseline_load_text("a.ini", text, strlen(text), &again, &message), CT_OK);
    assert_string_equal(again->agent, "8012");
    assert_int_equal(again->n_calls, 6);
    assert_int_equal(again->n_usuals, 1); /* the customer's is not the agent's */
    assert_memory_equal(&again->usuals[0], ct_baseline_find(baseline, ct_measure_find("speech_rate"), CT_SIDE_AGENT),
                        sizeof(ct_usual));
    char *second = written(again);
    assert_string_equal(text, second);
    free(text);
    free(second);
    ct_baseline_free(again);
    ct_baseline_free(baseline);
}

static void assert_refused(const char *text, const char *expected)
{
    ct_baseline *out = NULL;
    ct_message message;
    assert_int_equal(ct_baseline_load_text("b.ini", text, strlen(text), &out, &message), CT_ERR_FORMAT);
    assert_null(out);
    assert_true(*message.text_zh);
    if (!strstr(message.text, expected))
        fail_msg("\"%s\" does not say \"%s\"", message.text, expected);
}

static void faults_are_told_with_their_line(void **state)
{
    assert_refused("", "b.ini:1: no [baseline]");
    assert_refused(HEAD "[usual speach_rate]\n",
                   "b.ini:4: unknown measure \"speach_rate\" (did you mean speech_rate?)");
    assert_refused(HEAD "[usual speech_rate]\nmedian = fast\n", "b.ini:5: median: \"fast\" is not a number");
    assert_refused(HEAD "[usual speech_rate]\nspread = -1\n", "b.ini:5: spread: \"-1\" is not a number of 0 or more");
    assert_refused(HEAD "[usual speech_rate]\ncalls = 1.5\n", "b.ini:5: calls: \"1.5\" is not a whole number");
    assert_refused(HEAD "[usual speech_rate]\nmedian = 1\nmedian = 2\n", "b.ini:6: median is written twice");
    assert_refused(HEAD HEAD, "b.ini:4: [baseline] stands here twice");
    assert_refused(HEAD "[rule PACE-1]\n", "b.ini:4: a baseline has [baseline] and [usual MEASURE]");
    assert_refused("calls = 3\n", "b.ini:1: a key before the first section");
    assert_refused(HEAD "agent = \xB9\xA4\n", "b.ini:4: a byte that is not UTF-8");
}

/* 8 calls of 211 to 239: median 225, distances 2..14, spread 11.86; kept within 2 spreads, nearly within 3. */
static void calibrated_limits_are_two_and_three_spreads(void **state)
{
    const double paces[] = {211, 215, 219, 223, 227, 231, 235, 239};
    ct_baseline *usual = usual_of(paces, 8);
    ct_standard *base = NULL, *own = NULL;
    ct_message message;
    assert_int_equal(ct_standard_load("service-zh", &base, &message), CT_OK);
    ct_calibration calibration = {.base = base, .usual = usual, .name = "ours"};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(ct_calibration_write(&calibration, out), CT_OK);
    fclose(out);
    assert_int_equal(ct_standard_load_text("own.ini", text, size, &own, &message), CT_OK);
    assert_string_equal(own->name, "ours");
    assert_string_equal(own->extend, "service-zh");
    const ct_rule *pace = ct_standard_find(own, "PACE-1");
    assert_float_equal(pace->good.low, 225 - 2 * 11.86, 0.051);
    assert_float_equal(pace->good.high, 225 + 2 * 11.86, 0.051);
    assert_float_equal(pace->warn.low, 225 - 3 * 11.86, 0.051);
    assert_float_equal(pace->warn.high, 225 + 3 * 11.86, 0.051);
    assert_non_null(strstr(pace->source, "of 8 exemplary calls"));
    assert_int_equal(ct_calibration_count(&calibration), 1); /* nothing else was heard */
    const ct_rule *hold = ct_standard_find(own, "HOLD-1"), *stated = ct_standard_find(base, "HOLD-1");
    assert_float_equal(hold->limit_fail_s, stated->limit_fail_s, 0);
    assert_int_equal(ct_standard_lint(own, NULL, NULL), 0);
    free(text);
    ct_standard_free(own);
    ct_standard_free(base);
    ct_baseline_free(usual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(median_and_spread_are_deaf_to_an_odd_call),
        cmocka_unit_test(even_numbers_of_calls_have_a_median_between),
        cmocka_unit_test(file_reads_back_as_it_was_written),
        cmocka_unit_test(faults_are_told_with_their_line),
        cmocka_unit_test(calibrated_limits_are_two_and_three_spreads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
