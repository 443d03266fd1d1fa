/* Judges pitch candidates by their clues: how much more likely each is than "unvoiced". */
#ifndef CT_SPEECH_JUDGE_H
#define CT_SPEECH_JUDGE_H

#include "speech/clue.h"

#define JUDGE_AHEAD        20 /* hops known beyond the one judged: for its neighbours, the floor and the peak */
#define JUDGE_HOP_INPUTS   20
#define JUDGE_VOICE_INPUTS 20
#define JUDGE_BLOCKS       8

typedef struct judge_state {
    clue clues[CLUES];
    long heard, done; /* hops with clues, hops judged */
    float slow_db;    /* level, smoothed */
    float block_min[JUDGE_BLOCKS], blocks_min, running_min, floor_db, peak_db;
    int block_hops; /* hops in running_min */
} judge_state;

void judge_start(judge_state *j);
/* The place for the clues of hop t, which spectrum.c fills or clue_nothing() does. */
clue *judge_clue(judge_state *j, long t);
/* The clues of hop t are complete. Judges the hops that have enough after them, or, when no more will come, all:
 * moment.odds becomes the log of the odds against unvoiced. */
void judge_hear(judge_state *j, moments *m, long t);
/* The clues of hop t; before the first and after the last hop heard, theirs. */
const clue *judge_see(const judge_state *j, long t);
/* What the network sees of hop t, and of its candidate number i. */
void judge_hop_inputs(const judge_state *j, long t, float *out);
void judge_voice_inputs(const judge_state *j, long t, int i, float *out);

#endif
