/* The best way through the pitch candidates: voiced or not, and at which F0, with a bounded look ahead. */
#ifndef CT_SPEECH_PATH_H
#define CT_SPEECH_PATH_H

#include "speech/moment.h"

#define PATH_LAG 10 /* hops by which a decision waits */

typedef struct pitch_path {
    float score[VOICES];  /* of the best path into each state of the last hop; state 0 is unvoiced */
    int from[16][VOICES]; /* where it came from, the last 16 hops */
    float octave[VOICES]; /* log2 F0 of the last hop's states */
    bool rests;           /* the last hop had no candidate: all paths are in state 0 */
    long done;            /* hops taken */
    long decided;
    float median_st; /* running median of F0, semitones over 1 Hz */
    long voiced;     /* voiced hops so far */
} pitch_path;

void path_start(pitch_path *p);
/* Take hops up to `limit` (exclusive) and decide f0_hz as far as the lag allows. */
void path_run(pitch_path *p, moments *m, long limit);

#endif
