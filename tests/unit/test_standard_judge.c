/* Verdicts: they change exactly at the limits, nothing unheard passes, and every finding has its seconds. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calltone/standard.h"
#include "support/standard_text.h"

static ct_event events[] = {
    {.kind = CT_EVENT_UTTERANCE, .side = CT_SIDE_AGENT, .start_s = 1, .end_s = 3, .syllables = 8, .speech_s = 2},
    {.kind = CT_EVENT_UTTERANCE, .side = CT_SIDE_AGENT, .start_s = 5, .end_s = 7, .syllables = 16, .speech_s = 2},
    {.kind = CT_EVENT_HOLD, .side = CT_SIDE_AGENT, .start_s = 10, .end_s = 30},
    {.kind = CT_EVENT_HOLD, .side = CT_SIDE_AGENT, .start_s = 40, .end_s = 75},
};
static ct_reading readings[3];

/* A call with that pace and a second hold of that length. */
static ct_report call_with(double pace, double hold_s)
{
    const ct_measure_info *rate = ct_measure_find("speech_rate"), *holds = ct_measure_find("hold_count");
    readings[0] = (ct_reading){rate, CT_SIDE_AGENT, CT_KNOWN, pace, 40, NULL};
    readings[1] = (ct_reading){holds, CT_SIDE_CALL, CT_KNOWN, 2, 100, NULL};
    readings[2] = (ct_reading){ct_measure_find("snr"), CT_SIDE_AGENT, CT_KNOWN, 30, 40, NULL};
    events[3].end_s = 40 + hold_s;
    return (ct_report){.duration_s = 200,
                       .channels = 2,
                       .finished = true,
                       .readings = readings,
                       .n_readings = 3,
                       .events = events,
                       .n_events = 4};
}

static int load(void **state)
{
    ct_message message;
    return ct_standard_load_text("small.ini", STANDARD_TEXT, strlen(STANDARD_TEXT), (ct_standard **)state, &message);
}

static int unload(void **state)
{
    ct_standard_free(*state);
    return 0;
}

static ct_judgement *judged(const ct_report *report, const ct_standard *standard)
{
    ct_judgement *judgement = NULL;
    assert_int_equal(ct_judge(report, standard, NULL, &judgement), CT_OK);
    assert_int_equal(judgement->n_verdicts, standard->n_rules);
    return judgement;
}

static void assert_outcome(const ct_standard *standard, double pace, double hold_s, size_t rule, ct_outcome expected)
{
    ct_report report = call_with(pace, hold_s);
    ct_judgement *judgement = judged(&report, standard);
    if (judgement->verdicts[rule].outcome != expected)
        fail_msg("pace %.17g, hold %.17g: %s", pace, hold_s, ct_outcome_name(judgement->verdicts[rule].outcome));
    ct_judgement_free(judgement);
}

static void outcome_changes_exactly_at_the_limits(void **state)
{
    const struct {
        double limit;
        ct_outcome below, at, above;
    } steps[] = {{160, CT_FAIL, CT_WARN, CT_WARN},
                 {180, CT_WARN, CT_PASS, CT_PASS},
                 {260, CT_PASS, CT_PASS, CT_WARN},
                 {280, CT_WARN, CT_WARN, CT_FAIL}};
    for (size_t i = 0; i < 4; i++) {
        assert_outcome(*state, nextafter(steps[i].limit, 0), 5, 0, steps[i].below);
        assert_outcome(*state, steps[i].limit, 5, 0, steps[i].at);
        assert_outcome(*state, nextafter(steps[i].limit, 1000), 5, 0, steps[i].above);
    }
    assert_outcome(*state, 200, 30, 1, CT_PASS);
    assert_outcome(*state, 200, 30.001, 1, CT_WARN);
    assert_outcome(*state, 200, 60, 1, CT_WARN);
    assert_outcome(*state, 200, 60.001, 1, CT_FAIL);
}

static void nothing_unheard_passes(void **state)
{
    static const ct_state states[] = {CT_TOO_LITTLE_SPEECH, CT_NOT_MEASURABLE, CT_NOT_OBSERVABLE};
    for (size_t i = 0; i < 3; i++) {
        ct_report report = call_with(200, 5);
        for (size_t k = 0; k < 3; k++) {
            readings[k].state = states[i];
            readings[k].reason = "mono";
        }
        ct_judgement *judgement = judged(&report, *state);
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(judgement->verdicts[k].outcome, CT_UNMEASURED);
            assert_string_equal(judgement->verdicts[k].reason, "mono");
            assert_true(judgement->verdicts[k].points == 0);
        }
        assert_true(isnan(judgement->total) && isnan(judgement->weighted) && judgement->covered_weight == 0);
        ct_judgement_free(judgement);
    }
    ct_report bare = {.duration_s = 10, .channels = 2};
    ct_judgement *judgement = judged(&bare, *state);
    for (size_t k = 0; k < 3; k++)
        assert_int_equal(judgement->verdicts[k].outcome, CT_UNMEASURED);
    ct_judgement_free(judgement);
    ct_report report = call_with(200, 5);
    readings[0].evidence_s = 9.9; /* of 10 */
    report.events_dropped = 1;    /* a long hold may be among them */
    judgement = judged(&report, *state);
    assert_string_equal(judgement->verdicts[0].reason, "too_little_speech");
    assert_string_equal(judgement->verdicts[1].reason, "events_dropped");
    ct_judgement_free(judgement);
}

static void findings_name_value_limit_and_seconds(void **state)
{
    ct_report report = call_with(300, 35);
    ct_judgement *judgement = judged(&report, *state);
    const ct_verdict *pace = &judgement->verdicts[0], *hold = &judgement->verdicts[1];
    assert_true(pace->value == 300 && pace->limit == 280 && pace->direction == 1);
    assert_string_equal(ct_verdict_advice(pace, CT_LANG_EN), "A little slower");
    assert_string_equal(ct_verdict_advice(pace, CT_LANG_ZH), "再慢一点");
    assert_int_equal(pace->n_spans, 2);
    assert_true(hold->value == 35 && hold->limit == 30);
    assert_int_equal(hold->n_spans, 1); /* the long one alone */
    assert_true(hold->spans[0].start_s == 40 && hold->spans[0].end_s == 75);
    assert_int_equal(judgement->verdicts[3].outcome, CT_LISTENER);
    assert_true(judgement->verdicts[3].spans[0].start_s == 0 && judgement->verdicts[3].spans[0].end_s == 15);
    assert_int_equal(ct_judgement_worst(judgement), CT_FAIL);
    ct_judgement_free(judgement);
}

static void score_is_itemised_and_leaves_out_the_unmeasured(void **state)
{
    ct_report report = call_with(300, 35);
    ct_judgement *judgement = judged(&report, *state);
    assert_true(judgement->verdicts[0].points == 10 && judgement->verdicts[1].points == 5);
    assert_true(judgement->total == 85);
    assert_float_equal(judgement->weighted, 0.25 * 0 + 0.75 * 75, 1e-9); /* pace all lost, waiting 5 of 20 */
    assert_float_equal(judgement->covered_weight, 1, 1e-9);
    ct_judgement_free(judgement);
    readings[1].state = CT_NOT_MEASURABLE;
    judgement = judged(&report, *state);
    assert_true(judgement->total == 90);
    assert_float_equal(judgement->weighted, 0, 1e-9);
    assert_float_equal(judgement->covered_weight, 0.25, 1e-9);
    ct_judgement_free(judgement);
}

static void advice_never_counts(void **state)
{
    ct_report report = call_with(200, 5);
    readings[2].value = 3;
    ct_judgement *judgement = judged(&report, *state);
    assert_int_equal(judgement->verdicts[2].outcome, CT_ADVISORY);
    assert_true(judgement->total == 100);
    assert_int_equal(ct_judgement_worst(judgement), CT_PASS);
    ct_judgement_free(judgement);
}

static void what_had_no_occasion_is_kept_and_no_strength(void **state)
{
    ct_report report = call_with(200, 5);
    ct_judgement *judgement = judged(&report, *state);
    assert_null(judgement->verdicts[1].reason); /* two short holds */
    ct_judgement_free(judgement);
    report.n_events = 2; /* no hold */
    judgement = judged(&report, *state);
    assert_int_equal(judgement->verdicts[1].outcome, CT_PASS);
    assert_string_equal(judgement->verdicts[1].reason, "no_occasion");
    assert_null(judgement->verdicts[0].reason); /* pace always has one */
    assert_true(judgement->total == 100);
    assert_float_equal(judgement->covered_weight, 1, 1e-9); /* it keeps its points */
    ct_judgement_free(judgement);
    readings[1].state = CT_NOT_MEASURABLE;
    readings[1].reason = "mono";
    judgement = judged(&report, *state);
    assert_int_equal(judgement->verdicts[1].outcome, CT_UNMEASURED);
    assert_string_equal(judgement->verdicts[1].reason, "mono");
    ct_judgement_free(judgement);
}

static void spans_are_few_and_in_the_order_of_time(void **state)
{
    enum { MANY = 40 };
    ct_event many[MANY];
    for (size_t i = 0; i < MANY; i++)
        many[i] = (ct_event){.kind = CT_EVENT_HOLD, .start_s = 100.0 * (double)i, .end_s = 100.0 * (double)i + 61};
    ct_report report = call_with(200, 5);
    report.events = many;
    report.n_events = MANY;
    ct_judgement *judgement = judged(&report, *state);
    const ct_verdict *hold = &judgement->verdicts[1];
    assert_int_equal(hold->n_spans, CT_MOST_SPANS);
    assert_int_equal(hold->n_moments, MANY);
    for (size_t i = 1; i < hold->n_spans; i++)
        assert_true(hold->spans[i - 1].start_s < hold->spans[i].start_s);
    ct_judgement_free(judgement);
    ct_judgement_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcome_changes_exactly_at_the_limits),
        cmocka_unit_test(nothing_unheard_passes),
        cmocka_unit_test(findings_name_value_limit_and_seconds),
        cmocka_unit_test(score_is_itemised_and_leaves_out_the_unmeasured),
        cmocka_unit_test(advice_never_counts),
        cmocka_unit_test(what_had_no_occasion_is_kept_and_no_strength),
        cmocka_unit_test(spans_are_few_and_in_the_order_of_time),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
