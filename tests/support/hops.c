#include "support/hops.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define SYLLABLES_PER_S  5.0
#define TIME_TOLERANCE_S 1e-9 /* edges are whole hops, divided once */

ct_hop hops_hop(char letter)
{
    ct_hop hop = {.level_dbfs = HOPS_NOISE_DBFS, .noise_dbfs = HOPS_NOISE_DBFS};
    static const struct {
        char letter;
        float level_dbfs;
        uint8_t flags, tone;
    } letters[] = {
        {'S', HOPS_SPEECH_DBFS, HOP_SPEECH, 0},
        {'-', HOPS_NOISE_DBFS, 0, 0},
        {'Z', LEVEL_FLOOR_DBFS, HOP_ZERO, 0},
        {'X', 0, HOP_GAP, 0},
        {'M', -25, HOP_MUSIC, 0},
        {'R', -25, HOP_TONE, HOP_TONE_RINGBACK},
        {'B', -25, HOP_TONE, HOP_TONE_BUSY},
        {'D', -25, HOP_TONE, HOP_TONE_DIAL},
        {'O', -25, HOP_TONE, HOP_TONE_OTHER},
        {'F', -25, HOP_TONE, HOP_TONE_DTMF},
    };
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (letters[i].letter == letter) {
            hop.level_dbfs = letters[i].level_dbfs;
            hop.flags = letters[i].flags;
            hop.tone = letters[i].tone;
            return hop;
        }
    fail_msg("no hop is written '%c'", letter);
    return hop;
}

/* One token: returns the text after it, and adds its hops to the side. */
static const char *write_token(hops *h, int side, size_t *n, const char *text)
{
    const char letter = *text;
    char *end;
    const double length_s = strtod(text + 1, &end);
    const size_t length = (size_t)lround(length_s * HOPS_PER_S);
    double syllables = letter == 'S' ? floor(length_s * SYLLABLES_PER_S + 1e-6) : 0;

    if (end == text + 1 || *n + length > HOPS_MOST)
        fail_msg("bad token at \"%s\"", text);
    if (*end == ':')
        syllables = (double)strtol(end + 1, &end, 10);
    for (size_t i = 0; i < length; i++)
        h->pair[(*n)++][side] = hops_hop(letter);
    for (int i = 0; i < (int)syllables; i++)
        h->pair[*n - length + (size_t)((i + 0.5) * (double)length / syllables)][side].flags |= HOP_NUCLEUS;
    return end;
}

static size_t write_side(hops *h, int side, const char *text)
{
    size_t n = 0;
    while (*(text += strspn(text, " ")))
        text = write_token(h, side, &n, text);
    return n;
}

void hops_write(hops *h, const char *agent, const char *customer)
{
    size_t n[2] = {write_side(h, 0, agent), write_side(h, 1, customer)};
    h->n = n[0] > n[1] ? n[0] : n[1];
    for (int side = 0; side < 2; side++)
        for (size_t i = n[side]; i < h->n; i++)
            h->pair[i][side] = hops_hop('-');
}

static void take_event(void *context, const ct_event *event)
{
    told *t = context;
    assert_true(t->n < TOLD_MOST);
    t->events[t->n++] = *event;
}

static void take_change(void *context, const talk_change *change)
{
    told *t = context;
    assert_true(t->n_changes < TOLD_MOST);
    t->changes[t->n_changes++] = *change;
}

talk_listener told_listener(told *out)
{
    return (talk_listener){.event = take_event, .change = take_change, .context = out};
}

void hops_play(const hops *h, bool two_sides, told *out)
{
    const talk_listener listener = told_listener(out);
    ct_talk *talk = malloc(talk_state_size());
    assert_non_null(talk);
    out->n = out->n_changes = 0;
    talk_start(talk, &listener, two_sides);
    for (size_t k = 0; k < h->n; k++)
        talk_push(talk, h->pair[k]);
    talk_finish(talk);
    free(talk);
}

static const told *hear_sides(const char *agent, const char *customer, bool two_sides)
{
    static hops call;
    static told heard;
    hops_write(&call, agent, customer);
    hops_play(&call, two_sides, &heard);
    return &heard;
}

const told *hear(const char *agent, const char *customer)
{
    return hear_sides(agent, customer, true);
}

const told *hear_mono(const char *agent)
{
    return hear_sides(agent, "", false);
}

size_t told_count(const told *t, ct_event_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->events[i].kind == kind;
    return n;
}

const ct_event *told_nth(const told *t, ct_event_kind kind, size_t nth)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->events[i].kind == kind && nth-- == 0)
            return &t->events[i];
    fail_msg("event kind %d was told too few times", (int)kind);
    return NULL;
}

const ct_event *told_only(const told *t, ct_event_kind kind, ct_side side, double start_s, double end_s)
{
    const ct_event *e = told_nth(t, kind, 0);
    if (told_count(t, kind) != 1)
        fail_msg("event kind %d was told %zu times, not once", (int)kind, told_count(t, kind));
    if (e->side != side || fabs(e->start_s - start_s) > TIME_TOLERANCE_S || fabs(e->end_s - end_s) > TIME_TOLERANCE_S)
        fail_msg("event kind %d: side %d, %.2f to %.2f s; expected side %d, %.2f to %.2f s", (int)kind, (int)e->side,
                 e->start_s, e->end_s, (int)side, start_s, end_s);
    return e;
}
