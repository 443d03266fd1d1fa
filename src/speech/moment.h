/* The ear's short memory: one record a hop, which each stage of the ear completes as far as it can look ahead. */
#ifndef CT_SPEECH_MOMENT_H
#define CT_SPEECH_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "speech/hop.h"

#define LEVEL_BINS  64
#define BINS_PER_DB 0.6f
#define MOMENTS     1024 /* hops kept; more than the longest look back plus the longest delay */
#define BANDS       24   /* 17 used, padded for lanes */
#define CANDIDATES  5
#define VOICES      8 /* unvoiced, then the candidates, padded for lanes */

typedef struct moment {
    /* level.c */
    float level_db; /* mean square above 120 Hz, dB */
    float full_db;  /* mean square, constant offset removed, dBFS */
    float mean_abs;
    uint8_t level_bin; /* LEVEL_BINS steps of level_db from LEVEL_FLOOR_DBFS on */
    uint8_t clipped;
    bool zero, gap;
    /* spectrum.c; only where `heard` */
    bool heard;
    float low_db, centroid_hz, tilt;
    float band[BANDS]; /* mel band energies */
    float energy_db;   /* all bins but the first */
    float fine;        /* likeness of the spectrum's fine structure to 80 and 120 ms before, -1..1 */
    float change_db;   /* how much the shape of the spectrum changed in 60 ms, mean over bands */
    /* partials.c */
    float peak_hz, second_hz; /* strongest partial and, where `tonal`, the next one or the same */
    bool tonal, beats;        /* may be a tone, or two; these may be so close that they beat */
    bool looked_at;           /* and was looked at closely; else the next are empty */
    bool concentrated;        /* nearly all power in at most two partials */
    float tone_hz[2], tone_spread_hz;
    /* period.c; only near speech, else empty */
    float periodicity;  /* best normalised autocorrelation, 0..1 */
    float lag[VOICES];  /* samples; 0: none */
    float odds[VOICES]; /* log of the odds against unvoiced (judge.c) */
    /* floor.c, decision.c */
    float smooth_db; /* level over three hops */
    float noise_db, threshold_db;
    bool loud; /* above the threshold */
    /* tone.c, music.c, path.c, syllable.c */
    bool in_tone;
    uint8_t tone;     /* enum hop_tone */
    float music_odds; /* score of the half second around */
    bool music;
    float f0_hz;
    bool nucleus;
    /* decision.c */
    bool run;        /* loud for 40 ms, neither music nor tone */
    bool voiced_run; /* and near enough to voiced hops */
    bool wide;       /* and stretched to its quiet edges */
    bool speech;     /* and gaps closed */
    /* early.c, and what it reads: guesses of the time when the hop was heard */
    bool musical;        /* music.c: music, by what was heard so far */
    uint8_t nucleus_ago; /* syllable.c: a nucleus so many hops before became certain on this hop; 0: none */
    bool early;          /* speech */
} moment;

typedef struct moments {
    moment at[MOMENTS];
    long n;     /* hops heard so far */
    bool ended; /* no more will come */
} moments;

/* The record of hop t, to complete it. */
static inline moment *moment_edit(moments *m, long t)
{
    return &m->at[t & (MOMENTS - 1)];
}

extern const moment moment_nothing; /* silence before the start and after the end */

static inline const moment *moment_see(const moments *m, long t)
{
    return t < 0 || t >= m->n ? &moment_nothing : &m->at[t & (MOMENTS - 1)];
}

/* Up to where a stage may go: the stage before it stands at `done`, and it wants to see `ahead` hops further. */
static inline long moment_limit(const moments *m, long done, long ahead)
{
    return m->ended && done >= m->n ? m->n : done - ahead;
}

#endif
