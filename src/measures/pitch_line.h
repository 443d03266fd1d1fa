/* The line of one side's pitch, cleaned, and the windows of 10 s of speech in which its liveliness is measured. */
#ifndef CT_MEASURES_PITCH_LINE_H
#define CT_MEASURES_PITCH_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/histogram.h"

#define PITCH_ST_BINS 400 /* 0 to 40 st above PITCH_REFERENCE_HZ, 55 to 554 Hz */
#define PITCH_FLAT_SD_ST                                                                                               \
    2.5                     /* below: flat; lower end of Hincks's speakers (1.9 st), with a margin for Mandarin tones */
#define PITCH_LAST_HOPS 500 /* the last, unfinished window counts from 5 s on */

extern const histogram_scale pitch_st_scale;

/* The window that fills, or a finished one. */
typedef struct pitch_window {
    uint32_t speech_hops, voiced_hops;
    double sum_st, sum_st2;
    uint64_t start, end; /* hops of the call from its first speech to behind its last */
} pitch_window;

/* All zero at the start. */
typedef struct pitch_line {
    uint64_t speech_hops, voiced_hops;
    float run_st[2]; /* the last two F0 of the voiced run that goes on */
    int run_length;
    uint32_t st[PITCH_ST_BINS];
    running_median median;
    pitch_window window; /* that fills */
} pitch_line;

/* What a hop brought. */
typedef struct pitch_step {
    bool voiced;       /* the pitch of the hop before this one is known */
    float st;          /* ... in semitones above PITCH_REFERENCE_HZ */
    bool full;         /* a window is full */
    pitch_window done; /* ... this one */
} pitch_step;

/* Take hop `index` of the call: whether the side speaks, and its F0, 0 where unvoiced. */
pitch_step pitch_line_push(pitch_line *line, bool speech, float f0_hz, uint64_t index);

/* SD of a window's pitch in semitones; negative where there is too little voice to say. */
double pitch_window_sd(const pitch_window *window);

#endif
