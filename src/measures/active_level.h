/* Active speech level in the manner of ITU-T P.56 (03/2011), method B, on hops of 10 ms.
 *
 * The level is that of the time in which speech is active: where an envelope lies above a threshold that is itself
 * 15.9 dB below the level found. Differences from the recommendation: the envelope follows mean magnitudes of hops, not
 * single samples; thresholds lie 1 dB apart instead of 6 dB; only hops marked as speech are counted, so that line
 * noise, music and rings have no part. It therefore reads a little higher than method B on a whole noisy file. */
#ifndef CT_MEASURES_ACTIVE_LEVEL_H
#define CT_MEASURES_ACTIVE_LEVEL_H

#include <stdint.h>

#include "speech/hop.h"

#define ACTIVE_HANGOVER_HOPS 20  /* 0.2 s; P.56 table 1 */
#define ACTIVE_LEVEL_BINS    101 /* thresholds -100 to 0 dBFS */

/* All zero at the start. */
typedef struct active_level {
    float envelope[2];                      /* of the magnitude, smoothed once and twice; full scale 1 */
    float recent[ACTIVE_HANGOVER_HOPS + 1]; /* envelopes within the hangover; a ring */
    float highest;                          /* of `recent` */
    int at, age;                            /* next place in the ring; hops since `highest` came */
    double energy;                          /* sum of the mean squares of all speech hops */
    uint64_t hops;                          /* with speech */
    uint32_t reached[ACTIVE_LEVEL_BINS];    /* speech hops by the highest threshold reached within the hangover */
} active_level;

/* Every hop of a side: speech is counted, all others only keep the envelope going. */
void active_level_push(active_level *meter, const ct_hop *hop);

/* The level in dBFS; -100 if there was no speech. */
double active_level_read(const active_level *meter);

/* Seconds of speech that it rests on. */
static inline double active_level_speech_s(const active_level *meter)
{
    return (double)meter->hops * HOP_S;
}

#endif
