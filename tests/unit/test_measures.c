/* The catalogue says what it gives, and every measure keeps the rules that all share. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/measure_run.h"

/* The readings that reports, standards and stores know by name. */
static const char *const names[] = {
    "speech_time",
    "talk_share",
    "turns",
    "longest_monologue",
    "speech_rate",
    "speech_rate_fastest_10s",
    "articulation_rate",
    "rate_change",
    "drawl_rate",
    "response_gap_median",
    "response_gap_p90",
    "early_start_share",
    "pitch_median",
    "pitch_sd",
    "pitch_range",
    "flat_share",
    "longest_flat",
    "active_level",
    "level_range",
    "loud_bursts",
    "level_balance",
    "pause_rate",
    "longest_unbroken_speech",
    "interruptions",
    "severe_interruptions",
    "cut_offs",
    "backchannels",
    "overlap_time",
    "silence_total",
    "silence_share",
    "longest_silence",
    "longest_silence_agent_owed",
    "hold_count",
    "hold_total",
    "hold_longest",
    "hold_unannounced",
    "wait_without_contact",
    "rings_before_answer",
    "answer_delay",
    "first_words_delay",
    "tail",
    "hung_up_first",
    "stress_rate",
    "clarity",
    "brightness",
    "spectral_tilt",
    "pops_rate",
    "clipping_share",
    "snr",
};
#define N_NAMES (sizeof names / sizeof names[0])

static void every_promised_reading_is_there_once(void **context)
{
    (void)context;
    assert_int_equal(ct_measure_count(), N_NAMES);
    for (size_t i = 0; i < N_NAMES; i++) {
        const ct_measure_info *info = ct_measure_find(names[i]);
        if (!info)
            fail_msg("%s is missing", names[i]);
        assert_string_equal(info->name, names[i]);
    }
    for (size_t i = 0; i < ct_measure_count(); i++)
        assert_ptr_equal(ct_measure_find(ct_measure_at(i)->name), ct_measure_at(i));
    assert_null(ct_measure_at(N_NAMES));
    assert_null(ct_measure_find("speach_rate"));
    assert_null(ct_measure_find(NULL));
}

static void every_reading_is_explained_in_both_languages(void **context)
{
    (void)context;
    for (size_t i = 0; i < ct_measure_count(); i++) {
        const ct_measure_info *info = ct_measure_at(i);
        assert_true(strlen(info->title_en) > 0 && strlen(info->title_zh) > 0);
        assert_true(strlen(info->definition_en) > 20 && strlen(info->definition_zh) > 20);
        assert_true(strlen(info->source) > 0);
        assert_true(info->spoiled_by < 1u << CT_FAULTS);
        assert_string_not_equal(ct_unit_name(info->unit), "unknown");
        assert_int_equal(info->proxy, strstr(info->title_en, "(proxy)") != NULL);
        assert_int_equal(info->proxy, strstr(info->title_zh, "（参考）") != NULL);
    }
}

static void scope_of_readings_is_that_of_their_measure(void **context)
{
    (void)context;
    for (size_t m = 0; m < ct_n_measures; m++)
        for (size_t i = 0; i < ct_measures[m]->n_readings; i++)
            assert_int_equal(ct_measures[m]->readings[i].scope, ct_measures[m]->scope);
}

/* Readings that need no speech to be known: all are 0 when nothing is there. */
static bool counts_of_nothing(const char *name)
{
    static const char *const known[] = {"speech_time",         "turns",
                                        "silence_total",       "silence_share",
                                        "longest_silence",     "longest_silence_agent_owed",
                                        "hold_count",          "hold_total",
                                        "hold_longest",        "hold_unannounced",
                                        "wait_without_contact"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i], name) == 0)
            return true;
    return false;
}

static void nothing_is_claimed_of_hops_like(ct_hop hop)
{
    for (size_t i = 0; i < N_NAMES; i++) {
        const ct_measure_info *info = ct_measure_find(names[i]);
        ct_side side = info->scope == CT_SCOPE_CALL ? CT_SIDE_CALL : CT_SIDE_AGENT;
        measure_run run = measure_run_start(names[i], side);
        measure_run_hops(&run, hop, hop, 3000);
        measure_run_finish(&run);
        ct_reading reading = measure_run_read(&run, names[i]);
        bool lost = (hop.flags & HOP_GAP) && strcmp(names[i], "speech_time") != 0;
        if (reading.state == CT_KNOWN && (lost || reading.value != 0.0 || !counts_of_nothing(names[i])))
            fail_msg("%s claims %g of nothing", names[i], reading.value);
        measure_run_end(&run);
    }
}

static void silence_claims_nothing(void **context)
{
    (void)context;
    nothing_is_claimed_of_hops_like(hop_quiet());
}

static void digital_silence_claims_nothing(void **context)
{
    (void)context;
    nothing_is_claimed_of_hops_like(hop_zero());
}

static void lost_audio_claims_nothing(void **context)
{
    (void)context;
    nothing_is_claimed_of_hops_like(hop_lost());
}

static void music_claims_nothing(void **context)
{
    (void)context;
    ct_hop music = hop_voice(-20.0f, 0.0f);
    music.flags = HOP_MUSIC | HOP_SPECTRUM;
    nothing_is_claimed_of_hops_like(music);
}

static void an_empty_call_can_be_read(void **context)
{
    (void)context;
    for (size_t i = 0; i < N_NAMES; i++) {
        ct_side side = ct_measure_find(names[i])->scope == CT_SCOPE_CALL ? CT_SIDE_CALL : CT_SIDE_CUSTOMER;
        measure_run run = measure_run_start(names[i], side);
        ct_reading reading = measure_run_read(&run, names[i]);
        assert_true(reading.state != CT_KNOWN || reading.value == 0.0);
        measure_run_end(&run);
    }
}

static uint32_t step(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A hop of anything, sticking to one kind for a while. */
static ct_hop any_hop(uint32_t *seed, int *kind)
{
    if (step(seed) % 40 == 0)
        *kind = (int)(step(seed) % 6);
    if (*kind == 4)
        return hop_lost();
    if (*kind == 5)
        return hop_zero();
    if (*kind < 2)
        return hop_quiet();
    ct_hop hop =
        hop_voice(-60.0f + (float)(step(seed) % 50), step(seed) % 3 ? 60.0f + (float)(step(seed) % 440) : 0.0f);
    hop.low_dbfs = hop.level_dbfs - (float)(step(seed) % 40);
    hop.centroid_hz = (float)(step(seed) % 4000);
    hop.tilt_db_per_octave = (float)(step(seed) % 40) - 30.0f;
    hop.clipped = step(seed) % 50 == 0 ? 80 : 0;
    if (step(seed) % 20 == 0)
        hop.flags |= HOP_NUCLEUS;
    return hop;
}

static void feed_anything(measure_run *run, size_t hops, uint32_t *seed)
{
    int kinds[2] = {0, 0};
    for (size_t i = 0; i < hops; i++) {
        ct_hop own = any_hop(seed, &kinds[0]), other = any_hop(seed, &kinds[1]);
        measure_run_hops(run, own, other, 1);
        if (step(seed) % 50 == 0) {
            double now_s = (double)run->index * HOP_S, start_s = now_s * 0.9;
            measure_run_span(run, (ct_event_kind)(step(seed) % CT_EVENT_KINDS), (ct_side)(step(seed) % 3), start_s,
                             now_s);
            measure_run_change(run, (ct_side)(step(seed) % 2), now_s, now_s + (step(seed) % 400) * HOP_S - 2.0);
        }
    }
}

static bool same_reading(ct_reading a, ct_reading b)
{
    return a.state == b.state && a.value == b.value && a.evidence_s == b.evidence_s && a.reason == b.reason;
}

/* Two copies of a state that hear the same go the same way, wherever they lie; ratios are ratios. */
static void copies_agree_whatever_is_heard(void **context)
{
    (void)context;
    for (uint32_t first_seed = 1; first_seed <= 3; first_seed++) {
        for (size_t i = 0; i < N_NAMES; i++) {
            const ct_measure_info *info = ct_measure_find(names[i]);
            measure_run run = measure_run_start(names[i], info->scope == CT_SCOPE_CALL ? CT_SIDE_CALL : CT_SIDE_AGENT);
            uint32_t seed = first_seed * 7919u;
            feed_anything(&run, 15000, &seed);
            measure_run copy = run;
            copy.state = malloc(run.measure->state_size);
            assert_non_null(copy.state);
            memcpy(copy.state, run.state, run.measure->state_size);

            uint32_t copy_seed = seed;
            feed_anything(&run, 9000, &seed);
            feed_anything(&copy, 9000, &copy_seed);
            measure_run_finish(&run);
            measure_run_finish(&copy);
            ct_reading reading = measure_run_read(&run, names[i]);
            assert_true(same_reading(reading, measure_run_read(&copy, names[i])));
            assert_memory_equal(run.found, copy.found, sizeof run.found);
            if (info->unit == CT_UNIT_RATIO && strcmp(names[i], "rate_change") != 0 &&
                strcmp(names[i], "silence_share") != 0)
                assert_true(reading.value >= 0.0 && reading.value <= 1.0);
            measure_run_end(&run);
            measure_run_end(&copy);
        }
    }
}

static void habits_of_one_voice_are_not_read_off_a_mix(void **context)
{
    (void)context;
    static const char *const own[] = {"pitch_sd",   "level_range", "loud_bursts",
                                      "pause_rate", "stress_rate", "brightness"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        measure_run run = measure_run_start(own[i], CT_SIDE_MIXED);
        measure_run_own(&run, hop_voice(-20.0f, 150.0f), 6000);
        ct_reading reading = measure_run_read(&run, own[i]);
        assert_int_equal(reading.state, CT_NOT_MEASURABLE);
        assert_string_equal(reading.reason, "mono");
        measure_run_end(&run);
    }
    measure_run run = measure_run_start("active_level", CT_SIDE_MIXED);
    measure_run_own(&run, hop_voice(-20.0f, 150.0f), 6000);
    reads(&run, "active_level", -20.0, 0.3);
    measure_run_end(&run);
}

static void words_stand_for_every_value(void **context)
{
    (void)context;
    assert_string_equal(ct_side_name(CT_SIDE_MIXED), "mixed");
    assert_string_equal(ct_unit_name(CT_UNIT_SIDE), "side");
    assert_string_equal(ct_event_kind_name(CT_EVENT_CUT_OFF), "cut_off");
    assert_string_equal(ct_fault_name(CT_FAULT_DUAL_MONO), "dual_mono");
    assert_string_equal(ct_state_name(CT_NOT_OBSERVABLE), "not_observable");
    assert_string_equal(ct_hold_cause_name(CT_HOLD_MUTED), "muted");
    assert_null(ct_hold_cause_name(CT_HOLD_NONE));
    assert_string_equal(ct_side_name((ct_side)99), "unknown");
    for (int i = 0; i < CT_EVENT_KINDS; i++)
        assert_string_not_equal(ct_event_kind_name((ct_event_kind)i), "unknown");
    for (int i = 0; i < CT_FAULTS; i++)
        assert_string_not_equal(ct_fault_name((ct_fault)i), "unknown");
    for (int i = CT_OK; i <= CT_ERR_WRITE; i++)
        assert_string_not_equal(ct_status_text((ct_status)i), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_promised_reading_is_there_once),
        cmocka_unit_test(every_reading_is_explained_in_both_languages),
        cmocka_unit_test(scope_of_readings_is_that_of_their_measure),
        cmocka_unit_test(silence_claims_nothing),
        cmocka_unit_test(digital_silence_claims_nothing),
        cmocka_unit_test(lost_audio_claims_nothing),
        cmocka_unit_test(music_claims_nothing),
        cmocka_unit_test(an_empty_call_can_be_read),
        cmocka_unit_test(copies_agree_whatever_is_heard),
        cmocka_unit_test(habits_of_one_voice_are_not_read_off_a_mix),
        cmocka_unit_test(words_stand_for_every_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
