/* A hop is part of a tone when nearly all of its power lies in at most two partials and the strongest stays where it
 * was 30 ms ago; keys that are pressed too briefly for that are told by a row and a column of the keypad that hold
 * nearly all power. What the tone means is told by frequency, and where that is shared, by the length of the burst.
 * Frequencies and cadences: ITU-T E.180 supplement 2; DTMF: ITU-T Q.23. */
#include "speech/tone.h"

#include <math.h>
#include <string.h>

#define STEADY_HZ      2.0f /* movement in 30 ms; no voice holds a partial like that for long */
#define BEAT_HZ        6.0f /* the same for two tones 40 Hz apart, which beat in one lobe of the spectrum */
#define STEADY_DB      1.5f
#define BEAT_DB        3.0f
#define LEAST_HOPS     5
#define LEAST_UNKNOWN  30 /* hops of a tone that is in no table */
#define EDGE_HOPS      3  /* the window of 50 ms smears the edges */
#define NEAR_HZ        11.0f
#define PAIR_SPREAD_HZ 18.0f /* a lone tone in a 50 ms Hann window spreads over 11 Hz, two 40 Hz apart over 23 */
#define KEY_HZ         25.0f /* what a coarse spectrum's partials may differ by; rows lie 73 Hz apart and more */
#define KEY_HOPS       4     /* a key may be pressed for 40 ms: too short to be alike 30 ms apart */
#define RINGS_APART    650   /* hops from ring to ring at most: a shorter last burst was answered */

/* f2 is 0 for one tone; `merged` means two tones too close to tell apart, given by their middle. */
typedef struct tone_row {
    float f1, f2;
    bool merged;
    int least_hops, most_hops; /* length of a burst */
    uint8_t kind;
} tone_row;

static const tone_row TABLE[] = {
    {460, 0, true, 60, 400, HOP_TONE_RINGBACK},    /* 440+480: US, 2 s on 4 s off */
    {425, 0, true, 30, 150, HOP_TONE_RINGBACK},    /* 400+450: UK, 0.4 on 0.2 off 0.4 on 2 off */
    {450, 0, false, 80, 400, HOP_TONE_RINGBACK},   /* China, 1 s on 4 s off */
    {425, 0, false, 80, 400, HOP_TONE_RINGBACK},   /* continental Europe, 1 s on 4 s off */
    {400, 0, false, 80, 400, HOP_TONE_RINGBACK},   /* Japan, 1 s on 2 s off */
    {450, 0, false, 10, 79, HOP_TONE_BUSY},        /* China, 0.35 s on 0.35 s off */
    {425, 0, false, 10, 79, HOP_TONE_BUSY},        /* Europe, 0.5 s on 0.5 s off */
    {400, 0, false, 10, 79, HOP_TONE_BUSY},        /* UK, Japan */
    {480, 620, false, 10, 80, HOP_TONE_BUSY},      /* US */
    {350, 440, false, 10, 1 << 30, HOP_TONE_DIAL}, /* US, UK */
    {450, 0, false, 401, 1 << 30, HOP_TONE_DIAL},  /* China */
    {425, 0, false, 401, 1 << 30, HOP_TONE_DIAL},  /* Europe */
};

void tone_start(tone_state *s)
{
    memset(s, 0, sizeof *s);
    s->run_start = -1;
    s->last_end = -RINGS_APART;
}

/* Same partial, same strength, 30 ms apart. */
static bool alike(const moment *a, const moment *b)
{
    if (!a->heard || !b->heard || !a->concentrated || !b->concentrated)
        return false;
    bool beats = a->tone_spread_hz > PAIR_SPREAD_HZ;
    return fabsf(a->tone_hz[0] - b->tone_hz[0]) < (beats ? BEAT_HZ : STEADY_HZ) &&
           fabsf(a->level_db - b->level_db) < (beats ? BEAT_DB : STEADY_DB);
}

bool tone_so_far(const moments *m, long t)
{
    return alike(moment_see(m, t), moment_see(m, t - TONE_APART));
}

static bool steady(const moments *m, long t)
{
    return alike(moment_see(m, t), moment_see(m, t - TONE_APART)) ||
           alike(moment_see(m, t), moment_see(m, t + TONE_APART));
}

static bool near(float a, float b)
{
    return fabsf(a - b) < NEAR_HZ;
}

static bool is_dtmf(float f1, float f2)
{
    static const float rows[4] = {697, 770, 852, 941}, columns[4] = {1209, 1336, 1477, 1633};
    bool row = false, column = false;
    for (int i = 0; i < 4; i++) {
        row |= fabsf(f1 / rows[i] - 1.0f) < 0.025f;
        column |= fabsf(f2 / columns[i] - 1.0f) < 0.025f;
    }
    return row && column;
}

/* A row and a column of the keys hold nearly all of the power. */
static bool sounds_like_key(const moment *h)
{
    return h->heard && h->tonal && is_dtmf(fminf(h->peak_hz, h->second_hz), fmaxf(h->peak_hz, h->second_hz));
}

static bool same_key(const moment *a, const moment *b)
{
    return sounds_like_key(b) && fabsf(fminf(a->peak_hz, a->second_hz) - fminf(b->peak_hz, b->second_hz)) < KEY_HZ &&
           fabsf(fmaxf(a->peak_hz, a->second_hz) - fmaxf(b->peak_hz, b->second_hz)) < KEY_HZ;
}

/* Is hop t within KEY_HOPS hops of one key? */
static bool in_key(const moments *m, long t)
{
    const moment *h = moment_see(m, t);
    if (!sounds_like_key(h))
        return false;
    int length = 1;
    for (int k = 1; k < KEY_HOPS && same_key(h, moment_see(m, t + k)); k++)
        length++;
    for (int k = 1; k < KEY_HOPS && same_key(h, moment_see(m, t - k)); k++)
        length++;
    return length >= KEY_HOPS;
}

/* Mean frequencies over the burst; the lower one first. */
static void mean_tones(const moments *m, long from, long to, float hz[2], bool *merged)
{
    float sum[2] = {0}, spread = 0, n = 0;
    long middle_from = to - from > 12 ? from + 3 : from, middle_to = to - from > 12 ? to - 3 : to;
    for (long t = middle_from; t < middle_to; t++) {
        const moment *h = moment_see(m, t);
        if (!h->heard)
            continue;
        bool swap = h->tone_hz[1] > 0 && h->tone_hz[1] < h->tone_hz[0];
        sum[0] += h->tone_hz[swap];
        sum[1] += h->tone_hz[!swap];
        spread += h->tone_spread_hz;
        n += 1;
    }
    hz[0] = n > 0 ? sum[0] / n : 0;
    hz[1] = n > 0 ? sum[1] / n : 0;
    *merged = n > 0 && spread / n > PAIR_SPREAD_HZ;
}

static uint8_t name_tone(const tone_state *s, const moments *m, long from, long to)
{
    float hz[2];
    bool merged;
    mean_tones(m, from, to, hz, &merged);
    if (hz[1] > 0 && is_dtmf(hz[0], hz[1]))
        return HOP_TONE_DTMF;
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        const tone_row *row = &TABLE[i];
        bool same =
            near(hz[0], row->f1) && (row->f2 > 0 ? near(hz[1], row->f2) : hz[1] < 60.0f) && row->merged == merged;
        if (!same || to - from < row->least_hops || to - from > row->most_hops)
            continue;
        if (row->kind == HOP_TONE_BUSY && s->last_kind == HOP_TONE_RINGBACK && from - s->last_end < RINGS_APART)
            return HOP_TONE_RINGBACK;
        return row->kind;
    }
    return HOP_TONE_OTHER;
}

/* End of the burst that hop `t` is in, as far as can be seen; one hop that wavers does not end it. */
static long burst_end(const moments *m, long t)
{
    long end = t;
    while (end < t + TONE_AHEAD && end < m->n && (steady(m, end) || steady(m, end + 1)))
        end++;
    return end;
}

static void mark(moments *m, long t, uint8_t kind)
{
    if (t < 0 || t >= m->n)
        return;
    moment *h = moment_edit(m, t);
    h->in_tone = true;
    h->tone = kind;
}

static void mark_around(moments *m, long t, uint8_t kind)
{
    for (int k = -EDGE_HOPS; k <= EDGE_HOPS; k++)
        mark(m, t + k, kind);
}

void tone_run(tone_state *s, moments *m, long limit)
{
    for (; s->done < limit; s->done++) {
        long t = s->done;
        if (in_key(m, t))
            mark_around(m, t, HOP_TONE_DTMF);
        if (!steady(m, t) && !(s->run_start >= 0 && steady(m, t + 1))) {
            if (s->run_start >= 0)
                s->last_end = t;
            s->run_start = -1;
            continue;
        }
        long end = burst_end(m, t);
        if (s->run_start < 0) {
            if (end - t < LEAST_HOPS)
                continue;
            s->run_start = t;
        }
        uint8_t kind = name_tone(s, m, s->run_start > t - 400 ? s->run_start : t - 400, end);
        if (kind == HOP_TONE_OTHER && end - s->run_start < LEAST_UNKNOWN)
            continue;
        if (t - s->run_start > 400 && kind == HOP_TONE_RINGBACK)
            kind = HOP_TONE_DIAL;
        if (t == s->run_start)
            for (int k = 1; k <= EDGE_HOPS; k++)
                mark(m, t - k, kind);
        for (int k = 0; k <= EDGE_HOPS; k++)
            mark(m, t + k, kind);
        s->last_kind = kind;
    }
}
