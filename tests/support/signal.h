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
/* A voice: pulses through three formants. F0 moves evenly from `f0_from` to `f0_to`; `syllables_per_s` > 0 opens and closes it. */
void signal_voice(float *out, size_t from, size_t n, double f0_from, double f0_to, double syllables_per_s, double amplitude);
/* Held chords that change every half second: music on hold. */
void signal_music(float *out, size_t from, size_t n, double amplitude);

#endif
