#include "talk/turn.h"

void turns_start(turns *f)
{
    *f = (turns){.holder = -1};
}

static void tell_pause(int side, int64_t start, int64_t end, const teller *t)
{
    tell_event(t, (ct_event){.kind = CT_EVENT_PAUSE, .side = (ct_side)side}, start, end);
}

static void tell_turn(const turns *f, const teller *t)
{
    if (f->holder >= 0 && f->turn.spoken > 0)
        tell_event(t, speech_sum_event(&f->turn, CT_EVENT_TURN, f->holder), f->turn.start, f->turn.end);
}

static void take_floor(turns *f, int side, int64_t start, const teller *t)
{
    tell_turn(f, t);
    if (f->holder >= 0)
        tell_change(t, (ct_side)side, f->turn.end, start);
    f->holder = side;
    f->turn = (speech_sum){.start = start};
}

/* The utterance of `side` belongs to its turn: it takes the floor if it has not got it. */
static void enter_turn(turns *f, int side, const speech_sum *said, const teller *t)
{
    talker *u = &f->talkers[side];
    u->place = PLACE_IN_TURN;
    if (f->holder != side)
        take_floor(f, side, said->start, t);
    else if (u->gap_start >= 0)
        tell_pause(side, u->gap_start, said->start, t);
    for (int i = 0; i < u->n_pauses; i++)
        tell_pause(side, u->pauses[i].start, u->pauses[i].end, t);
    u->n_pauses = 0;
}

static bool may_be_backchannel(const talker *u, const speech_sum *said)
{
    return u->inside && said->end - said->start < BACKCHANNEL_HOPS && said->syllables < BACKCHANNEL_SYLLABLES;
}

/* An utterance begins. One that begins together with the other's does not begin inside it. */
static void begin(turns *f, int side, const voice voices[2])
{
    const voice *own = &voices[side], *other = &voices[!side];
    f->talkers[side] = (talker){
        .inside = other->on && other->step != VOICE_STARTED,
        .gap_start = own->pause_start,
    };
}

/* It ended without being a backchannel: it enters the turn if it was alone, or if the floor is its side's or nobody's
 * (both began together, and the other spoke on). */
static void place_ended(turns *f, int side, const teller *t)
{
    talker *u = &f->talkers[side];
    u->waits = false;
    if (u->place == PLACE_OPEN && (u->alone || f->holder != !side))
        enter_turn(f, side, &u->said, t);
    if (u->place == PLACE_IN_TURN)
        speech_sum_add(&f->turn, &u->said);
}

static void place_backchannel(turns *f, int side, const teller *t)
{
    talker *u = &f->talkers[side];
    ct_event event = {.kind = CT_EVENT_BACKCHANNEL, .side = (ct_side)side, .syllables = u->said.syllables};
    u->waits = false;
    u->place = PLACE_OUT;
    tell_event(t, event, u->said.start, u->said.end);
}

static void end(turns *f, int side, const voice voices[2], const teller *t)
{
    talker *u = &f->talkers[side];
    u->said = voices[side].now;
    if (u->place == PLACE_IN_TURN || !may_be_backchannel(u, &u->said))
        place_ended(f, side, t);
    else if (voices[!side].on)
        place_backchannel(f, side, t);
    else
        u->waits = true;
}

/* A short utterance waits to learn whether the other goes on. */
static void resolve(turns *f, int side, const voice voices[2], int64_t k, const teller *t)
{
    const talker *u = &f->talkers[side];
    const bool in_time = k - u->said.end <= GOES_ON_HOPS, own_started = voices[side].step == VOICE_STARTED;
    if (!u->waits)
        return;
    if (voices[!side].step == VOICE_STARTED && !own_started && in_time)
        place_backchannel(f, side, t);
    else if (own_started || !in_time)
        place_ended(f, side, t);
}

/* An utterance goes on: keep its pauses, and see whether it has the floor by now. */
static void go_on(turns *f, int side, const voice voices[2], int64_t k, const teller *t)
{
    const voice *own = &voices[side];
    talker *u = &f->talkers[side];
    u->alone = u->alone || !voices[!side].on;
    if (own->pause_start >= 0 && own->step != VOICE_STARTED) {
        if (u->place == PLACE_IN_TURN)
            tell_pause(side, own->pause_start, k, t);
        else if (u->place == PLACE_OPEN && u->n_pauses < MAX_UNPLACED_PAUSES) {
            u->pauses[u->n_pauses].start = own->pause_start;
            u->pauses[u->n_pauses++].end = k;
        }
    }
    if (u->place == PLACE_OPEN && u->alone && !may_be_backchannel(u, &own->now))
        enter_turn(f, side, &own->now, t);
}

void turns_push(turns *f, const voice voices[2], int64_t k, const teller *t)
{
    for (int side = 0; side < 2; side++)
        if (voices[side].step == VOICE_ENDED)
            end(f, side, voices, t);
    for (int side = 0; side < 2; side++)
        resolve(f, side, voices, k, t);
    for (int side = 0; side < 2; side++)
        if (voices[side].step == VOICE_STARTED)
            begin(f, side, voices);
    for (int side = 0; side < 2; side++)
        if (voices[side].on)
            go_on(f, side, voices, k, t);
}

void turns_finish(turns *f, const teller *t)
{
    for (int side = 0; side < 2; side++)
        if (f->talkers[side].waits)
            place_ended(f, side, t);
    tell_turn(f, t);
}

void turns_push_mono(const voice *v, int64_t k, const teller *t)
{
    if (v->pause_start >= 0)
        tell_pause(CT_SIDE_AGENT, v->pause_start, k, t);
}
