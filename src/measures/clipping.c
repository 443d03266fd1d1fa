/* Clipped samples in speech: microphone or gain too high. */
#include "measures/measuring.h"

#define JOIN_HOPS       20  /* clipping less than 0.2 s apart is one stretch */
#define STRETCH_SAMPLES 3   /* clipped samples that make a stretch worth listening to */
#define CLIPPING_NEED_S 5.0 /* speech */

typedef struct clipping_state {
    ct_side side;
    uint64_t speech_hops, clipped; /* hops; samples */
    uint64_t start, last, stretch; /* first and last clipped hop, and samples, of the stretch that goes on */
} clipping_state;

static void clipping_start(void *state, ct_side side)
{
    clipping_state *s = state;
    s->side = side;
}

static void clipping_close(clipping_state *s, const talk_listener *found)
{
    if (s->stretch >= STRETCH_SAMPLES)
        tell_found(found, CT_EVENT_CLIP, s->side, s->start, s->last + 1, 0.0f);
    s->stretch = 0;
}

static void clipping_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index,
                         const talk_listener *found)
{
    clipping_state *s = state;
    if (s->stretch > 0 && index - s->last > JOIN_HOPS)
        clipping_close(s, found);
    if (!(own->flags & HOP_SPEECH))
        return;
    s->speech_hops++;
    if (own->clipped == 0)
        return;
    if (s->stretch == 0)
        s->start = index;
    s->last = index;
    s->stretch += own->clipped;
    s->clipped += own->clipped;
}

static void clipping_finish(void *state, uint64_t index, const talk_listener *found)
{
    clipping_close(state, found);
}

static void clipping_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const clipping_state *s = state;
    double samples = s->speech_hops > 0 ? (double)s->speech_hops * HOP_SAMPLES : 1.0;
    reading_set(&out[0], (double)s->clipped / samples, (double)s->speech_hops * HOP_S, CLIPPING_NEED_S);
}

static const ct_measure_info clipping_readings[] = {
    {
        .name = "clipping_share",
        .title_en = "Clipped samples (proxy)",
        .title_zh = "削波占比（参考）",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .definition_en =
            "Share of the samples of own speech that touch the rails: microphone too near or gain too high. "
            "Needs 5 s of speech.",
        .definition_zh = "本方说话中达到满幅（削顶）的样点比例：话筒太近或增益过高。至少要有 5 秒说话。",
        .source = STANDARD_DOCUMENT "音量适当(3); calltone",
    },
};

const ct_measure ct_measure_clipping = {
    .readings = clipping_readings,
    .n_readings = sizeof(clipping_readings) / sizeof(clipping_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(clipping_state),
    .start = clipping_start,
    .push_hop = clipping_hop,
    .finish = clipping_finish,
    .read = clipping_read,
};
