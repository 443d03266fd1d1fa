/* Holds as the talk floor defines them, seen while they go on. Pieces: 2 s of music on either line, 3 s of the agent's
 * line muted, 10 s in which nobody speaks after the agent did; those at most 5 s apart are one hold, counted from the
 * first piece's start. Where the talk floor knows what came after, here a choice is made:
 * - the cue goes when the agent has spoken for 1 s or the customer for 2 s (1 s after muting or silence), or 5 s after
 *   the last piece; it comes back, with the old start, if a piece follows within those 5 s;
 * - tones make no hold by themselves: hops as callers see them do not tell ringing at a transfer from the busy tone of
 *   a call that is over. Silence under a tone does, after 10 s. */
#include "cues/waiting.h"

#define SOUND_HOPS               10 /* less is a click, not somebody speaking */
#define CLOSURE_HOPS             25
#define MUSIC_LEAST_HOPS         200
#define MUSIC_JOIN_HOPS          100
#define MUSIC_VOICE_HOPS         60  /* of early speech, that end music that is not decided yet */
#define MUSIC_QUIET_HOPS         200 /* of neither */
#define MUSIC_FOOLED_HOPS        30  /* of music taken for a voice: no voice is believed */
#define MUSIC_FOOLED_MOST        100
#define MUTED_LEAST_HOPS         300
#define MUTE_KNOWN_HOPS          500 /* 5 s of the line's noise */
#define MUTE_ZERO_SHARE          5   /* less than a fifth of it may be digital silence */
#define SILENT_HOLD_HOPS         1000
#define APART_MOST_HOPS          500
#define AGENT_BACK_HOPS          100
#define CUSTOMER_HOPS            100
#define CUSTOMER_OVER_MUSIC_HOPS 200

void waiting_start(waiting *w)
{
    *w = (waiting){.last_speaker = -1, .last = {-APART_MOST_HOPS, -APART_MOST_HOPS}};
}

/* --- Music --- */

/* Does music go on in a hop that is only guessed? A voice in it is the agent back at the telephone, unless this very
 * music has just been taken for a voice. */
static bool goes_on(wait_music *m, const cue_hop *hop)
{
    if (!m->on)
        return false;
    if (m->fooled < MUSIC_FOOLED_HOPS)
        m->voice += hop->speech ? 2 : m->voice > 0 ? -1 : 0;
    m->quiet = hop->speech || hop->music ? 0 : m->quiet + 1;
    return m->voice < 2 * MUSIC_VOICE_HOPS && m->quiet < MUSIC_QUIET_HOPS;
}

static void learn(wait_music *m, const cue_hop *hop)
{
    if (!hop->music)
        m->fooled = 0;
    else if (hop->was_thought)
        m->fooled += m->fooled < MUSIC_FOOLED_MOST;
    else
        m->fooled -= m->fooled > 0;
}

/* Comes back with the hops of speech that ended it; 0 where nothing did. */
static int push_music(wait_music *m, const cue_hop *hop, int64_t k)
{
    bool present = hop->certain ? hop->music : goes_on(m, hop);
    int voice = m->on && !present ? m->voice / 2 : 0;
    if (hop->certain || !present)
        m->voice = m->quiet = 0;
    if (hop->certain)
        learn(m, hop);
    if (present && !hop->lost) {
        if (!m->on && k - m->last > MUSIC_JOIN_HOPS) {
            m->start = k;
            m->heard = 0;
        }
        m->heard += hop->certain;
        m->last = k;
    }
    m->on = hop->lost ? m->on : present;
    return voice;
}

static bool music_waits(const wait_music *m)
{
    return m->on && m->heard >= MUSIC_LEAST_HOPS;
}

/* --- Muting --- */

static void push_mute(wait_mute *m, const cue_hop *hop)
{
    if (hop->zero && !hop->lost) {
        if (m->run++ == 0)
            m->able = m->noise >= MUTE_KNOWN_HOPS && m->zeros * MUTE_ZERO_SHARE < m->noise;
        return;
    }
    if (m->run > 0 && !(m->able && m->run >= MUTED_LEAST_HOPS)) {
        m->noise += m->run;
        m->zeros += m->run;
    }
    m->run = 0;
    m->noise += !hop->speech && !hop->music && !hop->tone && !hop->lost;
}

/* --- Who spoke last --- */

static void push_speech(waiting *w, int side, const cue_hop *hop, int64_t k)
{
    if (!hop->speech || w->music[side].on)
        return;
    w->burst[side] = k - w->last[side] > CLOSURE_HOPS ? 1 : w->burst[side] + 1;
    w->last[side] = k;
    if (w->burst[side] < SOUND_HOPS)
        return;
    w->answered = w->answered || side == AGENT;
    w->last_speaker = side;
    w->silent_since = k + 1;
    w->hold.said[side] += w->burst[side] == SOUND_HOPS ? SOUND_HOPS : 1;
}

/* --- Holds --- */

typedef struct piece {
    bool here;
    int64_t start;
    hold_cause cause;
} piece;

static piece piece_at(const waiting *w, int64_t k)
{
    const wait_music *a = &w->music[AGENT], *b = &w->music[CUSTOMER];
    const wait_music *music = music_waits(a) && (!music_waits(b) || a->start < b->start) ? a : b;
    if (!w->answered)
        return (piece){0};
    if (music_waits(music))
        return (piece){true, music->start, HOLD_BY_MUSIC};
    if (w->mute.able && w->mute.run >= MUTED_LEAST_HOPS && k - w->last[CUSTOMER] > CLOSURE_HOPS)
        return (piece){true, k + 1 - w->mute.run, HOLD_BY_MUTING};
    if (w->last_speaker == AGENT && k + 1 - w->silent_since >= SILENT_HOLD_HOPS)
        return (piece){true, w->silent_since, HOLD_BY_SILENCE};
    return (piece){0};
}

static bool customer_is_back(const waiting *w)
{
    int most = w->hold.cause == HOLD_BY_MUSIC ? CUSTOMER_OVER_MUSIC_HOPS : CUSTOMER_HOPS;
    return w->hold.said[CUSTOMER] >= most;
}

static void push_hold(waiting *w, int64_t k)
{
    piece p = piece_at(w, k);
    bool joins = w->hold.open && !customer_is_back(w);
    if (p.here) {
        if (!joins || p.start - w->hold.end > APART_MOST_HOPS) {
            w->hold.start = p.start;
            w->hold.cause = p.cause;
        }
        w->hold.open = true;
        w->hold.end = k + 1;
        w->hold.cause = p.cause < w->hold.cause ? p.cause : w->hold.cause;
        w->hold.said[AGENT] = w->hold.said[CUSTOMER] = 0;
    } else if (!joins || k - w->hold.end > APART_MOST_HOPS) {
        w->hold.open = false;
    }
}

void waiting_push(waiting *w, const cue_hop pair[2], int64_t k)
{
    for (int side = 0; side < 2; side++) {
        w->hold.said[side] += push_music(&w->music[side], &pair[side], k);
        push_speech(w, side, &pair[side], k);
    }
    bool music = w->music[AGENT].on || w->music[CUSTOMER].on;
    if (music || pair[AGENT].lost || pair[CUSTOMER].lost)
        w->silent_since = k + 1;
    push_mute(&w->mute, &pair[AGENT]);
    push_hold(w, k);
}

bool waiting_has_music(const waiting *w, int side)
{
    return music_waits(&w->music[side]);
}

static bool waits(const waiting *w)
{
    return w->hold.open && w->hold.said[AGENT] < AGENT_BACK_HOPS && !customer_is_back(w);
}

sign waiting_silence(const waiting *w, int64_t end, double limit_s)
{
    if (!w->answered || end <= w->silent_since || (waits(w) && w->hold.cause != HOLD_BY_SILENCE))
        return no_sign;
    return sign_of_length(w->silent_since, end, limit_s);
}

sign waiting_hold(const waiting *w, int64_t end, double limit_s)
{
    if (!waits(w))
        return no_sign;
    sign s = sign_of_length(w->hold.start, end, limit_s);
    if (w->hold.cause != HOLD_BY_SILENCE && limit_s == limit_s)
        s.state = SIGN_BEYOND;
    return s;
}
