/* How periodic one hop is, and at which lags: the candidates from which the pitch path chooses.
 *
 * Autocorrelation of 50 ms around the hop (Boersma, "Accurate short-term analysis of the fundamental frequency ...",
 * 1993), of sound at half the rate, and at each of its peaks the normalised cross-correlation of two stretches of 20 ms
 * at the full rate (Talkin, "A robust algorithm for pitch tracking", 1995). */
#ifndef CT_SPEECH_PERIOD_H
#define CT_SPEECH_PERIOD_H

#include "dsp/autocorr.h"
#include "dsp/halve.h"
#include "speech/clue.h"

#define LAG_MIN       16  /* samples: 500 Hz */
#define LAG_MAX       134 /* 60 Hz */
#define PERIOD_BEFORE 5   /* whole hops before the hop that must still be there, and some samples more */
#define PERIOD_AHEAD  5   /* whole hops after it */
#define PERIOD_ROOM   64  /* hops of half-rate sound kept */
#define PERIOD_BLOCKS 16  /* blocks of products kept: more than a window has */

/* The same for every side. */
typedef struct period_tables {
    autocorr correlate;
    halve_taps taps;
    float lag_cost[AUTOCORR_LAGS];
} period_tables;

typedef struct period_state {
    high_pass_memory halving;
    float half[PERIOD_ROOM * HALVE_OUT];          /* from hop `first_hop` on */
    long first_hop, n_hops;                       /* hops that lie in `half` */
    float products[PERIOD_BLOCKS][AUTOCORR_LAGS]; /* of block number b at b % PERIOD_BLOCKS; two blocks a hop */
    long next_block;                              /* blocks before it are multiplied */
    long last;                                    /* hop looked at last */
} period_state;

void period_tables_start(period_tables *t);
void period_start(period_state *s);
/* The candidates of hop number `hop`, whose first sample is x[0], and what the waveform says of them. Samples are
 * needed from PERIOD_BEFORE hops and 16 samples before it to the end of hop + PERIOD_AHEAD. */
void period_push(const period_tables *t, period_state *s, const float *x, long hop, clue *c);

#endif
