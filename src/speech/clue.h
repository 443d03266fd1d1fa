/* What the sound around one hop says of its pitch candidates, before any judgement. */
#ifndef CT_SPEECH_CLUE_H
#define CT_SPEECH_CLUE_H

#include "dsp/autocorr.h"
#include "dsp/math.h"
#include "speech/moment.h"

#define CLUES 64 /* hops kept: what the judge looks back and ahead, with room */

/* Of each candidate, at its lag. */
typedef struct clue {
    float likeness[AUTOCORR_LAGS];             /* normalised autocorrelation at every second lag */
    float lag[CANDIDATES];                     /* samples; 0: none */
    float periodic[CANDIDATES];                /* that autocorrelation */
    float half[CANDIDATES], twice[CANDIDATES]; /* the same at half and at double the lag */
    float wave[CANDIDATES];                    /* cross-correlation of two stretches of 20 ms ... */
    float wave_short[CANDIDATES];              /* ... and of 10 ms */
    float comb[CANDIDATES];                    /* how well its harmonics fit the magnitude spectrum */
    float comb_half[CANDIDATES], comb_twice[CANDIDATES];
    float level_db;  /* 250 to 2000 Hz; of a hop without a spectrum: all above 120 Hz */
    float balance;   /* log10 of power below 1000 over power in 2000 to 3500 Hz */
    float flatness;  /* mean log2 minus log2 mean, 300 to 3400 Hz: 0 is flat */
    float best_wave; /* greatest of `wave` */
    bool heard;
} clue;

/* Level, balance, flatness and, once the candidates stand, the comb: from a power spectrum of bins of 31.25 Hz. */
void clue_colour(clue *c, const float *power);
void clue_comb(clue *c, const float *power);
/* The greater of the two values next to a lag on a grid of every second sample; 0 beyond it. */
static inline float clue_at(const float *lags, float lag)
{
    int l = (int)(0.5f * lag);
    return l + 1 < AUTOCORR_LAGS ? maxf(lags[l], lags[l + 1]) : 0.0f;
}
/* A hop without a spectrum. */
void clue_nothing(clue *c, const moment *h);

#endif
