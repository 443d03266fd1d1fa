/* Silence, and the customer on hold, while they go on. */
#ifndef CT_CUES_WAITING_H
#define CT_CUES_WAITING_H

#include "cues/sign.h"

/* Music on one side's line. Between what is decided and now it is taken to go on until a voice or quiet ends it. */
typedef struct wait_music {
    bool on;
    int64_t start, last; /* of the run, gaps under 1 s joined: its first hop and its last with music */
    int heard;           /* hops of music in it */
    int fooled;          /* certain hops of music that were thought to be speech, less those that were not */
    int voice, quiet;    /* early hops of speech, and of neither, since it was last certain */
} wait_music;

/* The agent's line muted: digital silence where there is otherwise noise. */
typedef struct wait_mute {
    int64_t noise, zeros; /* hops without speech that were counted; those of digital silence */
    int64_t run;          /* hops of digital silence going on */
    bool able;            /* the line was known well enough when it began */
} wait_mute;

typedef enum hold_cause { HOLD_BY_MUSIC, HOLD_BY_MUTING, HOLD_BY_SILENCE } hold_cause;

typedef struct waiting {
    bool answered;        /* the agent has spoken */
    int last_speaker;     /* AGENT, CUSTOMER; -1 none */
    int burst[2];         /* hops of speech, since the last own gap of 0.25 s */
    int64_t last[2];      /* hop of speech */
    int64_t silent_since; /* nobody has spoken, and all was heard, since this hop */
    wait_music music[2];
    wait_mute mute;
    struct {
        bool open;
        int64_t start, end; /* of its pieces */
        int said[2];        /* hops of speech since the last piece */
        hold_cause cause;
    } hold;
} waiting;

void waiting_start(waiting *w);
/* Hop k of both sides. */
void waiting_push(waiting *w, const cue_hop pair[2], int64_t k);
/* Music on that side's line that has lasted long enough to be a wait. */
bool waiting_has_music(const waiting *w, int side);
/* Neither speaks, before hop `end`, unless music or muting says hold. */
sign waiting_silence(const waiting *w, int64_t end, double limit_s);
/* The customer waits. Beyond from the start where music or muting shows it, from `limit_s` on where silence does. */
sign waiting_hold(const waiting *w, int64_t end, double limit_s);

#endif
