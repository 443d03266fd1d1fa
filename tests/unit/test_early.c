/* Hops told early: soon enough, near to what is decided later, and without a trace in anything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calltone/calltone.h"
#include "support/signal.h"

#define CALL_S 24
#define FRAMES ((size_t)CALL_S * SIGNAL_RATE)
#define HOPS   (FRAMES / CT_HOP_SAMPLES)

typedef struct told {
    ct_track hops[2][HOPS];
    size_t n[2];
    size_t pushed;   /* frames */
    double latest_s; /* largest distance from a hop's end to the audio pushed, from 3 s on */
    bool finishing;
} told;

static void take(void *context, const ct_track *hop)
{
    told *t = context;
    assert_true(t->n[hop->side] < HOPS);
    t->hops[hop->side][t->n[hop->side]++] = *hop;
    double late_s = (double)t->pushed / CT_RATE_HZ - (hop->time_s + CT_HOP_S / 2);
    if (hop->time_s > 3 && !t->finishing && late_s > t->latest_s)
        t->latest_s = late_s;
}

/* The agent speaks from 1 to 9 s, the customer from 10 to 16 s, the agent again from 17 s to the end. */
static const float *make_call(void)
{
    static float side[2][FRAMES], frames[2 * FRAMES];
    if (frames[0] != 0)
        return frames;
    for (int s = 0; s < 2; s++)
        signal_noise(side[s], 0, FRAMES, 0.001, 3 + (uint64_t)s);
    signal_voice(side[0], 1 * SIGNAL_RATE, 8 * SIGNAL_RATE, 200, 4, 0.15);
    signal_voice(side[1], 10 * SIGNAL_RATE, 6 * SIGNAL_RATE, 120, 4, 0.15);
    signal_voice(side[0], 17 * SIGNAL_RATE, 7 * SIGNAL_RATE, 200, 4, 0.15);
    for (size_t i = 0; i < FRAMES; i++)
        for (int s = 0; s < 2; s++)
            frames[2 * i + (size_t)s] = side[s][i];
    return frames;
}

/* Play the call in pieces, with a hole of `hole` frames at 12 s; either of the two may be NULL. */
static ct_report *play(size_t chunk, size_t hole, told *early, told *decided)
{
    const float *frames = make_call();
    ct_engine *engine = NULL;
    ct_report *report = NULL;
    assert_int_equal(ct_engine_create(NULL, &engine), CT_OK);
    if (early != NULL)
        ct_engine_observe_early(engine, take, memset(early, 0, sizeof *early));
    if (decided != NULL)
        ct_engine_observe(engine, take, memset(decided, 0, sizeof *decided));
    for (size_t at = 0, n; at < FRAMES; at += n) {
        bool lost = hole > 0 && at >= 12 * CT_RATE_HZ && at < 12 * CT_RATE_HZ + hole;
        n = FRAMES - at < chunk ? FRAMES - at : chunk;
        if (early != NULL)
            early->pushed = at + n;
        assert_int_equal(lost ? ct_engine_push_gap(engine, n) : ct_engine_push(engine, frames + 2 * at, n), CT_OK);
    }
    if (early != NULL)
        early->finishing = true;
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    assert_int_equal(ct_engine_report(engine, &report), CT_OK);
    ct_engine_destroy(engine);
    return report;
}

static void assert_same_hops(const told *a, const told *b)
{
    for (int s = 0; s < 2; s++) {
        assert_int_equal(a->n[s], b->n[s]);
        for (size_t i = 0; i < a->n[s]; i++) {
            const ct_track *x = &a->hops[s][i], *y = &b->hops[s][i];
            assert_true(x->time_s == y->time_s && x->level_dbfs == y->level_dbfs && x->f0_hz == y->f0_hz);
            assert_true(x->speech == y->speech && x->syllable == y->syllable && x->music == y->music);
            assert_true(x->tone == y->tone && x->lost == y->lost && x->side == y->side);
        }
    }
}

static void every_hop_comes_within_the_stated_delay(void **state)
{
    static told early;
    ct_report_free(play(CT_HOP_SAMPLES, 0, &early, NULL));
    assert_int_equal(early.n[0], HOPS);
    assert_int_equal(early.n[1], HOPS);
    assert_true(fabs(early.latest_s - ct_engine_early_delay_s()) < 1e-9);
    assert_true(ct_engine_early_delay_s() < 0.45);
}

/* Gaps inside words are closed only later, so early speech is less, but hardly ever something else. Measured on made
 * calls with synthetic voices: precision 0.98 to 1.00, recall 0.79 to 0.92, syllables within 6 %. */
static void early_speech_is_nearly_what_is_decided(void **state)
{
    static told early, decided;
    ct_report_free(play(160, 0, &early, &decided));
    for (int s = 0; s < 2; s++) {
        size_t both = 0, n_early = 0, n_decided = 0;
        int syllables[2] = {0, 0};
        for (size_t i = 0; i < HOPS; i++) {
            both += early.hops[s][i].speech && decided.hops[s][i].speech;
            n_early += early.hops[s][i].speech;
            n_decided += decided.hops[s][i].speech;
            syllables[0] += early.hops[s][i].syllable;
            syllables[1] += decided.hops[s][i].syllable;
        }
        assert_true(n_decided > 500);
        assert_true((double)both > 0.97 * (double)n_early);
        assert_true((double)both > 0.75 * (double)n_decided);
        assert_true(syllables[1] > 20 && abs(syllables[0] - syllables[1]) <= 2);
    }
}

static void listening_early_changes_nothing_else(void **state)
{
    static told early, with, without;
    ct_report *a = play(160, 0, &early, &with), *b = play(160, 0, NULL, &without);
    assert_same_hops(&with, &without);
    assert_int_equal(a->n_readings, b->n_readings);
    for (size_t i = 0; i < a->n_readings; i++)
        assert_true(a->readings[i].state == b->readings[i].state && a->readings[i].value == b->readings[i].value);
    assert_int_equal(a->n_events, b->n_events);
    ct_report_free(a);
    ct_report_free(b);
}

static void chunks_never_change_early_hops(void **state)
{
    static told hops, others;
    static const size_t chunks[] = {1, 7, 160, FRAMES};
    ct_report_free(play(CT_HOP_SAMPLES, 0, &hops, NULL));
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        ct_report_free(play(chunks[i], 0, &others, NULL));
        assert_same_hops(&hops, &others);
    }
}

static void lost_audio_is_lost_early_too(void **state)
{
    static told early;
    ct_report_free(play(80, CT_RATE_HZ, &early, NULL));
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < HOPS; i++) {
            assert_int_equal(early.hops[s][i].lost, i >= 1200 && i < 1300);
            assert_false(early.hops[s][i].lost && early.hops[s][i].speech);
        }
}

/* An observer that is set in mid-call hears of what comes from then on. */
static void late_listeners_begin_with_now(void **state)
{
    static told early;
    const float *frames = make_call();
    ct_engine *engine = NULL;
    memset(&early, 0, sizeof early);
    early.finishing = true;
    assert_int_equal(ct_engine_create(NULL, &engine), CT_OK);
    assert_int_equal(ct_engine_push(engine, frames, 20 * CT_RATE_HZ), CT_OK);
    ct_engine_observe_early(engine, take, &early);
    assert_int_equal(ct_engine_push(engine, frames + 2 * 20 * (size_t)CT_RATE_HZ, CT_RATE_HZ), CT_OK);
    assert_int_equal(early.n[0], 100);
    assert_true(fabs(early.hops[0][0].time_s - (20 - ct_engine_early_delay_s() + CT_HOP_S / 2)) < 1.5 * CT_HOP_S);
    ct_engine_observe_early(engine, NULL, NULL);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    ct_engine_observe_early(NULL, take, &early);
    ct_engine_destroy(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hop_comes_within_the_stated_delay),
        cmocka_unit_test(early_speech_is_nearly_what_is_decided),
        cmocka_unit_test(listening_early_changes_nothing_else),
        cmocka_unit_test(chunks_never_change_early_hops),
        cmocka_unit_test(lost_audio_is_lost_early_too),
        cmocka_unit_test(late_listeners_begin_with_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
