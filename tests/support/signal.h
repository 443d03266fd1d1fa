/* Sounds for tests, made by formula with a fixed seed. All at 8 kHz, added to what is in `out` already. */
#ifndef CT_TESTS_SIGNAL_H
#define CT_TESTS_SIGNAL_H

#include <stddef.h>
#include <stdint.h>

#define SIGNAL_RATE 8000

/* Uniform in -1..1; the state is the seed and changes. */
float signal_random(uint64_t *seed);
/* A sine from sample `from` on. */
void signal_sine(float *out, size_t from, size_t n, double hz, double amplitude);
/* White noise of this RMS. */
void signal_noise(float *out, size_t from, size_t n, double rms, uint64_t seed);
/* A voice: pulses through wandering formants, opened and closed `syllables_per_s` times a second with a breath between;
 * its F0 swings by three semitones around `f0_hz`, see signal_voice_f0(). */
void signal_voice(float *out, size_t from, size_t n, double f0_hz, double syllables_per_s, double amplitude);
/* F0 that many seconds after the voice's start. */
double signal_voice_f0(double f0_hz, double seconds);
/* The same voice that draws out vowel after vowel, each on a note of its own for 0.7 s, which wavers by
 * 20 cents, then 0.1 s of silence. */
void signal_drawl(float *out, size_t from, size_t n, double f0_hz, double amplitude);
/* Held chords that change every half second: music on hold. */
void signal_music(float *out, size_t from, size_t n, double amplitude);

#endif
