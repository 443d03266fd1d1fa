#include "support/signal.h"

#include <math.h>

#define PI 3.14159265358979323846

float signal_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (float)((double)(*seed >> 33) / 1073741824.0 - 1.0);
}

void signal_sine(float *out, size_t from, size_t n, double hz, double amplitude)
{
    for (size_t i = 0; i < n; i++)
        out[from + i] += (float)(amplitude * sin(2 * PI * hz * (double)i / SIGNAL_RATE));
}

void signal_noise(float *out, size_t from, size_t n, double rms, uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        out[from + i] += (float)(rms * sqrt(3.0)) * signal_random(&seed);
}

/* Two-pole resonator. */
typedef struct formant {
    double a, b, gain, y1, y2;
} formant;

static formant formant_at(double hz, double bandwidth)
{
    double r = exp(-PI * bandwidth / SIGNAL_RATE);
    double a = 2 * r * cos(2 * PI * hz / SIGNAL_RATE), b = -r * r;
    return (formant){a, b, 1 - a - b, 0, 0};
}

/* Move a formant, keeping its memory. */
static void formant_move(formant *f, double hz, double bandwidth)
{
    formant there = formant_at(hz, bandwidth);
    f->a = there.a;
    f->b = there.b;
    f->gain = there.gain;
}

static double formant_next(formant *f, double x)
{
    double y = f->gain * x + f->a * f->y1 + f->b * f->y2;
    f->y2 = f->y1;
    f->y1 = y;
    return y;
}

/* Opening of the mouth: 1 in the middle of a syllable, nearly closed between two. */
static double opening(double seconds, double syllables_per_s)
{
    if (syllables_per_s <= 0)
        return 1.0;
    double phase = fmod(seconds * syllables_per_s, 1.0);
    return phase > 0.8 ? 0.02 : 0.02 + 0.98 * sin(PI * phase / 0.8);
}

double signal_voice_f0(double f0_hz, double seconds)
{
    return f0_hz * pow(2.0, 0.25 * sin(2 * PI * 1.3 * seconds));
}

void signal_voice(float *out, size_t from, size_t n, double f0_hz, double syllables_per_s, double amplitude)
{
    formant f1 = formant_at(600, 80), f2 = formant_at(1300, 100), f3 = formant_at(2500, 150);
    uint64_t seed = 9;
    double phase = 0;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / SIGNAL_RATE, f0 = signal_voice_f0(f0_hz, t), open = opening(t, syllables_per_s);
        phase += f0 / SIGNAL_RATE;
        if (i % 80 == 0) { /* the mouth wanders from vowel to vowel */
            formant_move(&f1, 550 + 220 * sin(PI * syllables_per_s * t + 0.7), 80);
            formant_move(&f2, 1500 - 500 * sin(2 * PI * 0.31 * syllables_per_s * t), 100);
        }
        double pulse = 0; /* band-limited: harmonics up to 3.6 kHz */
        for (int h = 1; h * f0 < 3600; h++)
            pulse += sin(2 * PI * h * phase) / pow(h, 1.2);
        double voiced = formant_next(&f1, pulse) + 0.5 * formant_next(&f2, pulse) + 0.3 * formant_next(&f3, pulse);
        out[from + i] += (float)(amplitude * (open * voiced + 0.05 * (1 - open) * (double)signal_random(&seed)));
    }
}

void signal_drawl(float *out, size_t from, size_t n, double f0_hz, double amplitude)
{
    static const double first[5] = {730, 480, 530, 560, 640}, second[5] = {1100, 1900, 1850, 1000, 1200};
    static const double notes_st[5] = {0, -3, 2, -1, 4};
    formant f1 = formant_at(500, 80), f2 = formant_at(1500, 100), f3 = formant_at(2500, 150);
    double phase = 0;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / SIGNAL_RATE, in_vowel = fmod(t, 0.8), pulse = 0;
        size_t vowel = (size_t)(t / 0.8) % 5;
        double f0 = f0_hz * pow(2.0, (notes_st[vowel] + 0.2 * sin(2 * PI * 4 * t)) / 12),
               open = fmin(fmin(in_vowel, 0.7 - in_vowel) / 0.02, 1.0);
        formant_move(&f1, first[vowel], 80);
        formant_move(&f2, second[vowel], 100);
        phase += f0 / SIGNAL_RATE;
        for (int h = 1; h * f0 < 3600; h++)
            pulse += sin(2 * PI * h * phase) / pow(h, 1.2);
        double voiced = formant_next(&f1, pulse) + 0.5 * formant_next(&f2, pulse) + 0.3 * formant_next(&f3, pulse);
        out[from + i] += (float)(amplitude * fmax(open, 0) * voiced);
    }
}

void signal_music(float *out, size_t from, size_t n, double amplitude)
{
    static const double roots[4] = {220.0, 261.63, 196.0, 246.94};
    static const double steps[3] = {1.0, 1.2599, 1.4983}; /* major chord, equal temperament */
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / SIGNAL_RATE, in_chord = fmod(t, 0.5), y = 0;
        double root = roots[(int)(t / 0.5) % 4];
        for (int k = 0; k < 3; k++)
            for (int h = 1; h <= 4; h++)
                y += sin(2 * PI * root * steps[k] * h * t + k) / (h * h);
        out[from + i] += (float)(amplitude * y * exp(-in_chord) * fmin(1.0, in_chord / 0.01));
    }
}
