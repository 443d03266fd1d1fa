/* What tells music from talk around a hop: means over half a second and over two, and where the level stands. */
#ifndef CT_SPEECH_LISTEN_H
#define CT_SPEECH_LISTEN_H

#include "speech/moment.h"

#define LISTEN_EVERY  5  /* hops: half a second of features changes slowly */
#define LISTEN_AHEAD  75 /* hops that must have their threshold after the one asked for */
#define LISTEN_TONES  25 /* hops whose tones must be known after it */
#define LISTEN_INPUTS 28
#define LISTEN_SUMS   12
#define LISTEN_BLOCKS 64

/* Inputs that are used by name, of the half second. */
enum { LISTEN_FINE = 1, LISTEN_STEADY = 2, LISTEN_PERIODIC = 3, LISTEN_CHANGE = 4 };

/* How often each level occurs in a window that moves on. */
typedef struct level_counts {
    uint16_t count[LEVEL_BINS];
    long from, to; /* hops that are counted */
} level_counts;

typedef struct listen_state {
    float sum[LISTEN_BLOCKS][LISTEN_SUMS]; /* of LISTEN_EVERY hops each: how many were loud, and sums over those */
    long summed, settled;                  /* blocks with sums, and those whose tones are known */
    level_counts levels;                   /* of two seconds */
} listen_state;

void listen_start(listen_state *s);
/* Count the hops from `from` up to `to`; neither goes back. */
void level_counts_move(level_counts *c, const moments *m, long from, long to);
/* Hear what is around hop t, a multiple of LISTEN_EVERY and not before the last one asked for. False, and `out` not
 * touched, where less than 0.15 s of the half second is loud. */
bool listen_around(listen_state *s, const moments *m, long t, float out[LISTEN_INPUTS]);

#endif
