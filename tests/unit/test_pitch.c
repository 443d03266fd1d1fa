/* The pitch judge and its path on sounds whose F0 is known, before speech is decided. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "speech/ear.h"
#include "support/signal.h"

#define SECONDS  8
#define SAMPLES  (SECONDS * SIGNAL_RATE)
#define HOPS     (SECONDS * HOPS_PER_S)
#define PARTIALS 12

static const double PI = 3.14159265358979323846;

/* F0 of every hop, 0 where unvoiced. */
static void track(const float *x, float *f0_hz)
{
    ear_tables *tables = malloc(sizeof *tables);
    void *plans = aligned_alloc(32, (ear_plans_bytes() + 31) & ~(size_t)31);
    ear *e = malloc(sizeof *e);
    assert_non_null(tables);
    assert_non_null(plans);
    assert_non_null(e);
    ear_tables_start(tables, plans);
    ear_start(e, tables);
    long told = 0;
    ct_hop hop;
    for (long t = 0; t <= HOPS; t++) {
        if (t < HOPS)
            ear_push(e, x + t * HOP_SAMPLES, false);
        else
            ear_finish(e);
        for (; ear_take(e, &hop); told++)
            f0_hz[told] = moment_see(&e->moments, told)->f0_hz;
    }
    assert_int_equal(told, HOPS);
    free(e);
    free(plans);
    free(tables);
}

static double share_voiced(const float *f0_hz)
{
    int voiced = 0;
    for (int t = 100; t < HOPS; t++)
        voiced += f0_hz[t] > 0;
    return voiced / (double)(HOPS - 100);
}

/* A buzz of partials that falls 6 dB an octave, from 2 s to 5 s, its F0 going from one value to the other. */
static double buzz_f0(double from_hz, double to_hz, double seconds)
{
    return from_hz * pow(to_hz / from_hz, (seconds - 2.0) / 3.0);
}

static void buzz(float *x, double from_hz, double to_hz, double amplitude)
{
    double phase = 0;
    for (int i = 2 * SIGNAL_RATE; i < 5 * SIGNAL_RATE; i++) {
        phase += 2 * PI * buzz_f0(from_hz, to_hz, i / (double)SIGNAL_RATE) / SIGNAL_RATE;
        for (int k = 1; k <= PARTIALS; k++)
            x[i] += (float)(amplitude / k * sin(k * phase));
    }
}

/* Share of the buzz's hops whose F0 is found within 3 %. */
static double share_right(const float *f0_hz, double from_hz, double to_hz)
{
    int right = 0, all = 0;
    for (int t = 210; t < 490; t++) {
        double true_hz = buzz_f0(from_hz, to_hz, (t + 0.5) * HOP_S);
        right += fabs(f0_hz[t] / true_hz - 1) < 0.03;
        all++;
    }
    return right / (double)all;
}

static void noise_and_hum_are_not_called_voiced(void **state)
{
    static float x[SAMPLES], f0_hz[HOPS];
    for (int kind = 0; kind < 4; kind++) {
        for (int i = 0; i < SAMPLES; i++)
            x[i] = 0;
        bool brown = kind == 1 || kind == 3;
        signal_noise(x, 0, SAMPLES, brown ? 0.002 : 0.01, 17);
        if (brown)
            for (int i = 1; i < SAMPLES; i++)
                x[i] += 0.99f * x[i - 1];
        if (kind == 2) /* hum */
            for (int k = 1; k <= 9; k += 2)
                signal_sine(x, 0, SAMPLES, 50.0 * k, 0.1 / k);
        if (kind == 3) /* gusts, 18 dB up and down */
            for (int i = 0; i < SAMPLES; i++)
                x[i] *= (float)pow(10, 0.45 * sin(2 * PI * 1.1 * i / SIGNAL_RATE));
        track(x, f0_hz);
        assert_true(share_voiced(f0_hz) < 0.02);
    }
}

static void a_glide_is_followed(void **state)
{
    static float x[SAMPLES], f0_hz[HOPS];
    static const double ends_hz[][2] = {{80, 160}, {300, 150}, {120, 120}};
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < SAMPLES; k++)
            x[k] = 0;
        signal_noise(x, 0, SAMPLES, 0.0005, 5);
        buzz(x, ends_hz[i][0], ends_hz[i][1], 0.1);
        track(x, f0_hz);
        assert_true(share_right(f0_hz, ends_hz[i][0], ends_hz[i][1]) > 0.95);
    }
}

/* Ten decibels under the note: RMS of the buzz is 0.089. */
static void a_held_note_is_followed_through_white_noise(void **state)
{
    static float x[SAMPLES], f0_hz[HOPS];
    for (int k = 0; k < SAMPLES; k++)
        x[k] = 0;
    signal_noise(x, 0, SAMPLES, 0.028, 9);
    buzz(x, 200, 200, 0.1);
    track(x, f0_hz);
    assert_true(share_right(f0_hz, 200, 200) > 0.95);
    int outside = 0;
    for (int t = 100; t < 190; t++)
        outside += f0_hz[t] > 0;
    assert_true(outside <= 2);
}

static void gain_does_not_change_the_pitch(void **state)
{
    static float x[SAMPLES], loud[HOPS], soft[HOPS];
    signal_noise(x, 0, SAMPLES, 0.004, 3);
    signal_voice(x, 16000, 40000, 140, 4, 0.3);
    track(x, loud);
    for (int k = 0; k < SAMPLES; k++)
        x[k] *= 0.1f;
    track(x, soft);
    int differ = 0, voiced = 0;
    for (int t = 0; t < HOPS; t++) {
        voiced += loud[t] > 0;
        differ += (loud[t] > 0) != (soft[t] > 0) || fabsf(loud[t] - soft[t]) > 0.02f * loud[t];
    }
    assert_true(voiced > 300);
    assert_true(differ <= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(noise_and_hum_are_not_called_voiced),
        cmocka_unit_test(a_glide_is_followed),
        cmocka_unit_test(a_held_note_is_followed_through_white_noise),
        cmocka_unit_test(gain_does_not_change_the_pitch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
