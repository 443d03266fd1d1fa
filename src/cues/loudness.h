/* One side's level: over 3 s of speech, against what is usual for the talker, and bursts far over it. */
#ifndef CT_CUES_LOUDNESS_H
#define CT_CUES_LOUDNESS_H

#include "base/histogram.h"
#include "cues/sign.h"

#define LOUDNESS_HOPS       300 /* 3 s of speech */
#define LOUDNESS_BURST_HOPS 30  /* 0.3 s of it */
#define LOUDNESS_BINS       201
#define LOUDNESS_PITCHES    161

/* A sum over the last hops, and the median of its level until now. */
typedef struct loudness_span {
    double power;
    uint32_t levels[LOUDNESS_BINS];
    running_median usual;
} loudness_span;

typedef struct loudness {
    float power[LOUDNESS_HOPS]; /* of the last hops with speech, a ring */
    int at;
    int64_t speech_hops;
    loudness_span brief, span; /* over 0.3 s, over 3 s */
    uint32_t pitches[LOUDNESS_PITCHES];
    running_median pitch;
    bool burst;          /* far over the usual level */
    int64_t start, last; /* its first and last hop there */
    double limit_dbfs, usual_st;
    double sum_st; /* of its voiced hops */
    int voiced;
} loudness;

/* Hop k; `rise_db` makes a burst. */
void loudness_push(loudness *l, const cue_hop *hop, int64_t k, double rise_db);
/* Level of the last 3 s of speech, dBFS; NaN while there are none. */
double loudness_level(const loudness *l);
/* The same over the talker's usual level, dB; NaN before that is known. */
double loudness_rise(const loudness *l);
/* A burst of 1 s with a raised voice goes on: beyond. */
sign loudness_shouting(const loudness *l);

#endif
