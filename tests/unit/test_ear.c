/* The ear on sounds whose truth is known by construction. */
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

#define VOICE_AT_S 2.0 /* where the voice begins when its pitch is looked at */

typedef struct heard {
    size_t n, speech, voiced, syllables, music, tone;
    double f0_error_worst, f0_error_sum, level_sum;
    double f0_true;
    double first_speech, last_speech;
    ct_track tracks[20000];
} heard;

static void note(void *context, const ct_track *t)
{
    heard *h = context;
    if (h->n < 20000)
        h->tracks[h->n] = *t;
    h->n++;
    h->speech += t->speech;
    h->voiced += t->f0_hz > 0;
    h->syllables += t->syllable;
    h->music += t->music;
    h->tone += t->tone;
    if (t->speech) {
        h->level_sum += pow(10, t->level_dbfs / 10);
        if (h->first_speech == 0)
            h->first_speech = t->time_s;
        h->last_speech = t->time_s;
    }
    if (t->f0_hz > 0 && h->f0_true > 0) {
        double error = fabs(1200 * log2(t->f0_hz / signal_voice_f0(h->f0_true, t->time_s - VOICE_AT_S)));
        h->f0_error_sum += error;
        h->f0_error_worst = fmax(h->f0_error_worst, error);
    }
}

/* One channel through the engine, in chunks. */
static heard *hear(const float *x, size_t n, size_t chunk, double f0_true)
{
    heard *h = calloc(1, sizeof *h);
    h->f0_true = f0_true;
    ct_options options;
    ct_options_init(&options);
    options.channels = 1;
    ct_engine *engine;
    assert_int_equal(ct_engine_create(&options, &engine), CT_OK);
    ct_engine_observe(engine, note, h);
    for (size_t at = 0; at < n; at += chunk)
        assert_int_equal(ct_engine_push(engine, x + at, n - at < chunk ? n - at : chunk), CT_OK);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    ct_engine_destroy(engine);
    return h;
}

static float *silence(double seconds)
{
    return calloc((size_t)(seconds * SIGNAL_RATE), sizeof(float));
}

static void every_hop_is_told_once_and_in_order(void **state)
{
    float *x = silence(7.0);
    signal_voice(x, 16000, 16000, 150, 4, 0.2);
    heard *h = hear(x, 56000, 333, 0);
    assert_int_equal(h->n, 700);
    for (size_t i = 0; i < h->n; i++)
        assert_true(fabs(h->tracks[i].time_s - (0.005 + 0.01 * (double)i)) < 1e-9);
    free(h);
    free(x);
}

static void chunk_size_never_changes_a_hop(void **state)
{
    static const size_t chunks[] = {1, 7, 160, 64000};
    float *x = silence(8.0);
    signal_noise(x, 0, 64000, 0.001, 5);
    signal_voice(x, 12000, 20000, 120, 5, 0.2);
    signal_music(x, 40000, 20000, 0.1);
    heard *first = hear(x, 64000, chunks[0], 0);
    for (int i = 1; i < 4; i++) {
        heard *h = hear(x, 64000, chunks[i], 0);
        assert_int_equal(h->n, first->n);
        for (size_t k = 0; k < h->n; k++) {
            assert_int_equal(h->tracks[k].speech, first->tracks[k].speech);
            assert_true(h->tracks[k].f0_hz == first->tracks[k].f0_hz);
            assert_true(h->tracks[k].level_dbfs == first->tracks[k].level_dbfs);
            assert_int_equal(h->tracks[k].syllable, first->tracks[k].syllable);
        }
        free(h);
    }
    assert_true(first->speech > 150);
    free(first);
    free(x);
}

/* The swing moves F0 by up to 25 cents a hop. */
static void pitch_of_a_voice_is_found_over_the_whole_range(void **state)
{
    static const double f0[] = {70, 100, 150, 220, 310, 420};
    for (int i = 0; i < 6; i++) {
        float *x = silence(6.0);
        signal_noise(x, 0, 48000, 0.0005, 7);
        signal_voice(x, 16000, 24000, f0[i], 3, 0.2);
        heard *h = hear(x, 48000, 800, f0[i]);
        assert_true(h->voiced > 180);
        assert_true(h->f0_error_sum / (double)h->voiced < 25);
        free(h);
        free(x);
    }
}

static void speech_is_found_where_it_is(void **state)
{
    float *x = silence(8.0);
    signal_noise(x, 0, 64000, 0.001, 3);
    signal_voice(x, 24000, 16000, 140, 4, 0.2);
    heard *h = hear(x, 64000, 800, 0);
    assert_true(fabs(h->first_speech - 3.0) < 0.06);
    assert_true(fabs(h->last_speech - 5.0) < 0.10);
    assert_true(h->speech > 185 && h->speech < 210);
    free(h);
    free(x);
}

static void syllables_are_counted(void **state)
{
    float *x = silence(14.0);
    signal_noise(x, 0, 112000, 0.001, 3);
    signal_voice(x, 16000, 80000, 140, 4, 0.2); /* 10 s of four a second */
    heard *h = hear(x, 112000, 800, 0);
    assert_true(h->syllables >= 38 && h->syllables <= 42);
    free(h);
    free(x);
}

static void gain_does_not_change_what_is_heard(void **state)
{
    size_t speech[3];
    for (int i = 0; i < 3; i++) {
        float *x = silence(8.0);
        double gain = pow(10, (i - 2) * 10 / 20.0);
        signal_noise(x, 0, 64000, 0.002 * gain, 3);
        signal_voice(x, 24000, 24000, 140, 4, 0.2 * gain);
        heard *h = hear(x, 64000, 800, 0);
        speech[i] = h->speech;
        free(h);
        free(x);
    }
    assert_true(llabs((long long)speech[0] - (long long)speech[2]) <= 4);
    assert_true(llabs((long long)speech[1] - (long long)speech[2]) <= 4);
    assert_true(speech[2] > 270);
}

static void noise_hum_and_tones_are_not_speech(void **state)
{
    for (int kind = 0; kind < 6; kind++) {
        float *x = silence(20.0);
        size_t n = 160000;
        signal_noise(x, 0, n, 0.0005, 11);
        if (kind == 0)
            signal_noise(x, 0, n, 0.03, 3);
        if (kind == 1)
            for (int h = 1; h < 8; h++)
                signal_sine(x, 0, n, 50.0 * h, 0.05 / h);
        for (size_t at = 0; at + 40000 <= n && kind == 2; at += 40000)
            signal_sine(x, at, 8000, 450, 0.1); /* ringback of China */
        for (size_t at = 0; at + 5600 <= n && kind == 3; at += 5600)
            signal_sine(x, at, 2800, 450, 0.1); /* busy */
        for (size_t at = 0; at + 1600 <= n && kind == 4; at += 1600) {
            signal_sine(x, at, 800, 770, 0.1); /* DTMF 5 */
            signal_sine(x, at, 800, 1336, 0.1);
        }
        for (size_t at = 0; at + 48000 <= n && kind == 5; at += 48000) {
            signal_sine(x, at, 16000, 440, 0.1); /* ringback of North America */
            signal_sine(x, at, 16000, 480, 0.1);
        }
        heard *h = hear(x, n, 800, 0);
        assert_int_equal(h->speech, 0);
        assert_true(kind < 2 || h->tone > 100);
        free(h);
        free(x);
    }
}

/* The same voice and chords as below, the chords nearly as loud as the voice: the linear score alone loses it. */
static void talker_over_music_is_speech(void **state)
{
    size_t n = 8000 * 60;
    float *x = silence(60.0);
    signal_noise(x, 0, n, 0.001, 3);
    signal_music(x, 0, n, 0.12);
    for (int i = 0; i < 6; i++)
        signal_voice(x, 8000 * (10 + 8 * (size_t)i), 8000 * 4, 130, 4, 0.2);
    heard *h = hear(x, n, 8000, 0);
    size_t talk = 0, between = 0;
    for (size_t i = 1000; i < 5800; i++) {
        size_t into = (i - 1000) % 800;
        talk += into < 400 && h->tracks[i].speech;
        between += into >= 450 && into < 750 && h->tracks[i].speech;
    }
    assert_true(talk > 2280); /* 95 % of 24 s */
    assert_true(between < 180);
    free(h);
    free(x);
}

static void keys_pressed_briefly_are_tones(void **state)
{
    float *x = silence(12.0);
    for (int k = 0; k < 20; k++) {
        signal_sine(x, (size_t)(8000 * (2.0 + 0.4 * k)), 400, k % 2 ? 941 : 770, 0.1);
        signal_sine(x, (size_t)(8000 * (2.0 + 0.4 * k)), 400, k % 2 ? 1336 : 1477, 0.12);
    }
    signal_noise(x, 0, 8000 * 12, 3e-4, 13);
    heard *h = hear(x, 8000 * 12, 800, 0);
    assert_int_equal(h->speech, 0);
    assert_true(h->tone >= 20 * 5);
    free(h);
    free(x);
}

static void drawled_vowels_are_no_music(void **state)
{
    for (int k = 0; k < 2; k++) {
        float *x = silence(20.0);
        signal_drawl(x, 8000, 8000 * 18, k ? 200 : 110, 0.1);
        signal_noise(x, 0, 8000 * 20, 3e-4, 12);
        heard *h = hear(x, 8000 * 20, 800, 0);
        assert_int_equal(h->music, 0);
        assert_true(h->speech > 1200); /* one vowel is so steady that it passes for a tone */
        free(h);
        free(x);
    }
}

static void music_on_hold_is_music_and_speech_after_it_is_speech(void **state)
{
    size_t n = 8000 * 100;
    float *x = silence(100.0);
    signal_noise(x, 0, n, 0.001, 3);
    for (int i = 0; i < 3; i++)
        signal_voice(x, 8000 * (2 + 4 * (size_t)i), 8000 * 3, 130, 4, 0.2);
    signal_music(x, 8000 * 20, 8000 * 30, 0.1);
    for (int i = 0; i < 10; i++)
        signal_voice(x, 8000 * (55 + 4 * (size_t)i), 8000 * 3, 130, 4, 0.2);
    heard *h = hear(x, n, 8000, 0);
    size_t music_as_speech = 0, music = 0, speech_after = 0;
    for (size_t i = 0; i < h->n; i++) {
        double t = h->tracks[i].time_s;
        music_as_speech += t > 20 && t < 50 && h->tracks[i].speech;
        music += t > 20 && t < 50 && h->tracks[i].music;
        speech_after += t > 55 && h->tracks[i].speech;
    }
    assert_true(music > 2850);
    assert_true(music_as_speech < 30);
    assert_true(speech_after > 2800); /* the threshold comes down again after music */
    free(h);
    free(x);
}

static void lost_audio_is_neither_speech_nor_silence(void **state)
{
    float *x = silence(10.0);
    signal_voice(x, 0, 80000, 140, 4, 0.2);
    heard *h = calloc(1, sizeof *h);
    ct_options options;
    ct_options_init(&options);
    options.channels = 1;
    ct_engine *engine;
    assert_int_equal(ct_engine_create(&options, &engine), CT_OK);
    ct_engine_observe(engine, note, h);
    ct_engine_push(engine, x, 40000);
    ct_engine_push_gap(engine, 16000);
    ct_engine_push(engine, x + 40000, 40000);
    ct_engine_finish(engine);
    size_t lost = 0;
    for (size_t i = 0; i < h->n; i++) {
        lost += h->tracks[i].lost;
        assert_false(h->tracks[i].lost && h->tracks[i].speech);
    }
    assert_int_equal(h->n, 1200);
    assert_int_equal(lost, 200);
    ct_engine_destroy(engine);
    free(h);
    free(x);
}

static void nothing_but_zeros_is_silence(void **state)
{
    float *x = silence(10.0);
    heard *h = hear(x, 80000, 800, 0);
    assert_int_equal(h->speech + h->music + h->tone + h->voiced, 0);
    assert_true(h->tracks[500].level_dbfs <= -99.9);
    free(h);
    free(x);
}

/* A noise floor that jumps by 25 dB is learnt again within some seconds. */
static void a_louder_line_is_learnt(void **state)
{
    size_t n = 8000 * 60;
    float *x = silence(60.0);
    signal_noise(x, 0, 8000 * 20, 0.0005, 3);
    signal_noise(x, 8000 * 20, 8000 * 40, 0.01, 4);
    for (int i = 0; i < 14; i++)
        signal_voice(x, 8000 * (1 + 4 * (size_t)i), 8000 * 2, 130, 4, 0.3);
    heard *h = hear(x, n, 8000, 0);
    size_t wrong = 0;
    for (size_t i = 3200; i < h->n; i++) {
        double in = fmod(h->tracks[i].time_s - 1, 4);
        wrong += h->tracks[i].speech && in > 2.3 && in < 3.9;
    }
    assert_true(wrong < 40);
    free(h);
    free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hop_is_told_once_and_in_order),
        cmocka_unit_test(chunk_size_never_changes_a_hop),
        cmocka_unit_test(pitch_of_a_voice_is_found_over_the_whole_range),
        cmocka_unit_test(speech_is_found_where_it_is),
        cmocka_unit_test(syllables_are_counted),
        cmocka_unit_test(gain_does_not_change_what_is_heard),
        cmocka_unit_test(noise_hum_and_tones_are_not_speech),
        cmocka_unit_test(talker_over_music_is_speech),
        cmocka_unit_test(keys_pressed_briefly_are_tones),
        cmocka_unit_test(drawled_vowels_are_no_music),
        cmocka_unit_test(music_on_hold_is_music_and_speech_after_it_is_speech),
        cmocka_unit_test(lost_audio_is_neither_speech_nor_silence),
        cmocka_unit_test(nothing_but_zeros_is_silence),
        cmocka_unit_test(a_louder_line_is_learnt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
