/* Music on the line: a spectrum that stays put and is not one voice's harmonics. */
#ifndef CT_SPEECH_MUSIC_H
#define CT_SPEECH_MUSIC_H

#include "speech/listen.h"
#include "speech/moment.h"

#define MUSIC_LAG   75  /* hops by which the path waits */
#define MUSIC_BLOCK 25  /* hops decided at once */
#define MUSIC_BACK  100 /* hops by which a start may be moved back */

typedef struct music_state {
    listen_state listen;
    level_counts around, until; /* levels of the 1.5 s around a hop that is scored, and until one that is gated */
    long scored, done, decided; /* hops with odds, on the path, with a verdict */
    float cost[2];              /* of the best path that is now in speech, in music */
    uint8_t from[256];          /* bits: where each state came from */
    bool was_music;
    long music_hops; /* of music since somebody spoke */
    double gate;     /* causal sum of odds, for the noise floor */
} music_state;

void music_start(music_state *s);
/* Give hops up to `limit` their odds; needs tones LISTEN_TONES and `loud` LISTEN_AHEAD hops further. */
void music_score(music_state *s, moments *m, long limit);
/* Decide music up to what the path allows. */
void music_run(music_state *s, moments *m);
/* The causal guess at hop t: keep its level out of the noise floor? */
bool music_gate(music_state *s, const moments *m, long t);

#endif
