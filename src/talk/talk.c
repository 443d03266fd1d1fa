/* From paired hops to events. Each definition stands in the file that applies it:
 *
 *   settle    what each hop turned out to be part of; hands hops on when that is certain
 *   voice     utterances                      turn      turns, pauses, backchannels
 *   overlap   both speak                      cutin     interruptions, cut-offs
 *   hold      the customer waits              silence   nobody speaks
 *   line      rings and music
 *
 * The lines are read as hops come, the voices 0.5 s later (up to 2.5 s where audio is lost in a pause), holds and
 * silences when all marks are certain (up to 10 s later while a tone or muting is in doubt). Memory is fixed, nothing
 * points into the state, and a copy of it goes on by itself. */
#include "talk/talk.h"

#include <string.h>

#include "talk/cutin.h"
#include "talk/hold.h"
#include "talk/line.h"
#include "talk/overlap.h"
#include "talk/settle.h"
#include "talk/turn.h"
#include "talk/voice.h"

struct ct_talk {
    teller teller;
    bool two_sides;
    settle settle;
    int64_t heard_on, heard_all; /* hops that voices and holds have read */
    line line;
    voice voices[2];
    turns turns;
    cutin cutins[2];
    overlap overlap;
    holds holds;
};

size_t talk_state_size(void)
{
    return sizeof(ct_talk);
}

void talk_start(ct_talk *talk, const talk_listener *listener, bool two_sides)
{
    memset(talk, 0, sizeof *talk);
    talk->two_sides = two_sides;
    voice_start(&talk->voices[0]);
    voice_start(&talk->voices[1]);
    turns_start(&talk->turns);
    holds_start(&talk->holds, two_sides);
    talk_set_listener(talk, listener);
}

void talk_set_listener(ct_talk *talk, const talk_listener *listener)
{
    talk->teller.listener = *listener;
}

static void push_voices(ct_talk *talk, const past_hop *hop, int64_t k)
{
    const teller *t = &talk->teller;
    voice_push(&talk->voices[0], hop, 0, k, t);
    if (!talk->two_sides) {
        turns_push_mono(&talk->voices[0], k, t);
        return;
    }
    voice_push(&talk->voices[1], hop, 1, k, t);
    turns_push(&talk->turns, talk->voices, k, t);
    overlap_push(&talk->overlap, talk->voices, hop, k, t);
    cutin_push(&talk->cutins[0], 0, talk->voices, hop, k, t);
    cutin_push(&talk->cutins[1], 1, talk->voices, hop, k, t);
}

/* Read on as far as hops are certain. */
static void read_settled(ct_talk *talk)
{
    const int64_t certain_on = settle_certain_on(&talk->settle), certain_all = settle_certain_all(&talk->settle);
    for (; talk->heard_on < certain_on; talk->heard_on++)
        push_voices(talk, settle_at(&talk->settle, talk->heard_on), talk->heard_on);
    for (; talk->heard_all < certain_all; talk->heard_all++)
        holds_push(&talk->holds, settle_at(&talk->settle, talk->heard_all), talk->heard_all, &talk->teller);
}

void talk_push(ct_talk *talk, const ct_hop hop[2])
{
    const ct_hop pair[2] = {hop[0], talk->two_sides ? hop[1] : (ct_hop){.level_dbfs = LEVEL_FLOOR_DBFS}};
    line_push(&talk->line, pair, talk->settle.n, &talk->teller);
    settle_push(&talk->settle, pair, talk->two_sides);
    read_settled(talk);
}

void talk_finish(ct_talk *talk)
{
    const past_hop nothing = {.flags = {HOP_GAP, HOP_GAP}}; /* neither speech nor silence */
    const int64_t n = talk->settle.n;
    talk->teller.ending = true;
    talk->teller.n_hops = n;
    settle_finish(&talk->settle);
    read_settled(talk);
    push_voices(talk, &nothing, n); /* one empty hop past the end closes what lasts to it */
    holds_push(&talk->holds, &nothing, n, &talk->teller);
    line_finish(&talk->line, &talk->teller);
    overlap_finish(&talk->overlap, &talk->teller);
    if (talk->two_sides)
        turns_finish(&talk->turns, &talk->teller);
    holds_finish(&talk->holds, &talk->teller);
}
