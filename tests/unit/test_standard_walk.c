/* Every rule of every shipped standard: a value that walks across its bands changes the outcome exactly at the limits,
 * and what was not heard never passes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "calltone/standard.h"

#define ENOUGH_S      1e6
#define MOST_READINGS 256
#define USUAL_MEDIAN  200.0
#define USUAL_SPREAD  2.0

/* A call in which all is known, and one event. */
typedef struct stage {
    ct_report report;
    ct_reading readings[MOST_READINGS];
    ct_event event;
} stage;

static void set_stage(stage *on)
{
    *on = (stage){.report = {.duration_s = 1000, .channels = 2, .finished = true}};
    for (size_t i = 0; i < ct_measure_count(); i++) {
        const ct_measure_info *info = ct_measure_at(i);
        bool of_call = info->scope == CT_SCOPE_CALL;
        for (ct_side side = of_call ? CT_SIDE_CALL : CT_SIDE_AGENT; side <= (of_call ? CT_SIDE_CALL : CT_SIDE_CUSTOMER);
             side++) {
            assert_true(on->report.n_readings < MOST_READINGS);
            on->readings[on->report.n_readings++] = (ct_reading){info, side, CT_KNOWN, 0, ENOUGH_S, NULL};
        }
    }
    on->report.readings = on->readings;
    on->report.events = &on->event;
}

/* For each rule that is judged, of every standard that comes with the library. */
static void for_every_rule(void (*check)(const ct_standard *standard, size_t rule, stage *on))
{
    size_t n = 0;
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        ct_standard *standard = NULL;
        ct_message message;
        stage on;
        assert_int_equal(ct_standard_load(ct_standard_shipped_name(i), &standard, &message), CT_OK);
        for (size_t rule = 0; rule < standard->n_rules; rule++) {
            if (standard->rules[rule].kind == CT_RULE_LISTENER)
                continue;
            set_stage(&on);
            check(standard, rule, &on);
            n++;
        }
        ct_standard_free(standard);
    }
    assert_true(n > 100); /* four standards of 40 such rules and more */
}

static ct_outcome outcome_of(const ct_standard *standard, size_t rule, const stage *on)
{
    ct_judgement *judgement = NULL;
    ct_usual usual = {standard->rules[rule].measure, CT_SIDE_AGENT, USUAL_MEDIAN, USUAL_SPREAD, 9};
    ct_baseline baseline = {.agent = "", .n_calls = 9, .usuals = &usual, .n_usuals = 1};
    assert_int_equal(ct_judge(&on->report, standard, &baseline, &judgement), CT_OK);
    ct_outcome outcome = judgement->verdicts[rule].outcome;
    if (outcome == CT_UNMEASURED)
        assert_non_null(judgement->verdicts[rule].reason);
    assert_true(outcome == CT_FAIL || outcome == CT_WARN || judgement->verdicts[rule].points == 0);
    ct_judgement_free(judgement);
    return outcome;
}

/* The value that lies so far from the usual one. */
static double value_at(const ct_rule *rule, double distance)
{
    switch (rule->against) {
    case CT_AGAINST_DIFFERENCE:
        return USUAL_MEDIAN + distance;
    case CT_AGAINST_SEMITONES:
        return USUAL_MEDIAN * exp2(distance / 12);
    case CT_AGAINST_SPREADS:
        return USUAL_MEDIAN + USUAL_SPREAD * distance;
    default:
        return distance;
    }
}

/* The next value on the way out: distances are stated to two decimals. */
static double next_value(const ct_rule *rule, double value, double out)
{
    return rule->against == CT_AGAINST_NOTHING ? nextafter(value, out) : value + copysign(0.01, out);
}

/* The value that the rule judges becomes this. */
static void show(const ct_rule *rule, stage *on, double value)
{
    if (rule->on_events) {
        ct_side side = rule->side == CT_SIDE_CALL ? CT_SIDE_AGENT : rule->side;
        on->event = (ct_event){.kind = rule->event, .side = side, .start_s = 0, .end_s = value};
        on->report.n_events = 1;
        return;
    }
    for (size_t i = 0; i < on->report.n_readings; i++)
        if (on->readings[i].info == rule->measure && on->readings[i].side == rule->side)
            on->readings[i].value = value_at(rule, value);
}

static void expect(const ct_standard *standard, size_t rule, stage *on, double value, ct_outcome expected)
{
    show(&standard->rules[rule], on, value);
    ct_outcome outcome = outcome_of(standard, rule, on);
    if (outcome != expected)
        fail_msg("%s, %s at %.17g: %s, not %s", standard->name, standard->rules[rule].id, value,
                 ct_outcome_name(outcome), ct_outcome_name(expected));
}

/* What a value is called that has left the band that ends here. */
static ct_outcome left(const ct_rule *rule, bool into_warn)
{
    if (rule->kind == CT_RULE_ADVISORY)
        return CT_ADVISORY;
    return into_warn || rule->never_fails ? CT_WARN : CT_FAIL;
}

/* One side of the bands: `good` and `warn` are ends, `out` is where it goes on. */
static void walk(const ct_standard *standard, size_t rule, stage *on, double good, double warn, double out)
{
    const ct_rule *judged = &standard->rules[rule];
    if (isinf(good))
        return;
    expect(standard, rule, on, good, CT_PASS);
    expect(standard, rule, on, next_value(judged, good, out), left(judged, warn != good));
    if (isinf(warn) || warn == good)
        return;
    expect(standard, rule, on, warn, left(judged, true));
    expect(standard, rule, on, next_value(judged, warn, out), left(judged, false));
}

static void walk_rule(const ct_standard *standard, size_t rule, stage *on)
{
    const ct_rule *judged = &standard->rules[rule];
    if (judged->on_events) {
        walk(standard, rule, on, judged->limit_warn_s, judged->limit_fail_s, INFINITY);
        return;
    }
    walk(standard, rule, on, judged->good.low, judged->warn.low, -INFINITY);
    walk(standard, rule, on, judged->good.high, judged->warn.high, INFINITY);
}

static void outcome_changes_exactly_at_the_limits(void **state)
{
    for_every_rule(walk_rule);
}

static void judge_without_baseline(const ct_standard *standard, size_t rule, stage *on)
{
    const ct_rule *judged = &standard->rules[rule];
    ct_judgement *judgement = NULL;
    ct_usual few = {judged->measure, CT_SIDE_AGENT, USUAL_MEDIAN, USUAL_SPREAD, CT_BASELINE_LEAST_CALLS - 1};
    ct_baseline thin = {.agent = "", .n_calls = few.n_calls, .usuals = &few, .n_usuals = 1};
    if (judged->against == CT_AGAINST_NOTHING)
        return;
    show(judged, on, 0);
    const ct_baseline *const none[] = {NULL, &thin};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ct_judge(&on->report, standard, none[i], &judgement), CT_OK);
        assert_int_equal(judgement->verdicts[rule].outcome, CT_UNMEASURED);
        assert_string_equal(judgement->verdicts[rule].reason, "no_baseline");
        ct_judgement_free(judgement);
    }
}

static void without_a_baseline_nothing_is_held_against_it(void **state)
{
    for_every_rule(judge_without_baseline);
}

static double kept_value(const ct_rule *rule)
{
    if (rule->on_events)
        return rule->limit_warn_s / 2;
    return isinf(rule->good.low) ? rule->good.high : rule->good.low;
}

static void hide_from_rule(const ct_standard *standard, size_t rule, stage *on)
{
    static const ct_state states[] = {CT_TOO_LITTLE_SPEECH, CT_NOT_MEASURABLE, CT_NOT_OBSERVABLE};
    expect(standard, rule, on, kept_value(&standard->rules[rule]), CT_PASS);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        for (size_t k = 0; k < on->report.n_readings; k++)
            on->readings[k].state = states[i];
        assert_int_equal(outcome_of(standard, rule, on), CT_UNMEASURED);
    }
    set_stage(on);
    show(&standard->rules[rule], on, NAN);
    if (!standard->rules[rule].on_events)
        assert_int_equal(outcome_of(standard, rule, on), CT_UNMEASURED);
    on->report.n_readings = 0;
    assert_int_equal(outcome_of(standard, rule, on), CT_UNMEASURED);
}

static void what_was_not_heard_never_passes(void **state)
{
    for_every_rule(hide_from_rule);
}

static void starve_rule(const ct_standard *standard, size_t rule, stage *on)
{
    const ct_rule *judged = &standard->rules[rule];
    if (judged->min_evidence_s <= 0)
        return;
    for (size_t i = 0; i < on->report.n_readings; i++)
        on->readings[i].evidence_s = judged->min_evidence_s;
    expect(standard, rule, on, kept_value(judged), CT_PASS);
    for (size_t i = 0; i < on->report.n_readings; i++)
        on->readings[i].evidence_s = nextafter(judged->min_evidence_s, 0);
    expect(standard, rule, on, kept_value(judged), CT_UNMEASURED);
}

static void too_little_evidence_never_passes(void **state)
{
    for_every_rule(starve_rule);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcome_changes_exactly_at_the_limits),
        cmocka_unit_test(without_a_baseline_nothing_is_held_against_it),
        cmocka_unit_test(what_was_not_heard_never_passes),
        cmocka_unit_test(too_little_evidence_never_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
