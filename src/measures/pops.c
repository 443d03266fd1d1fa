/* Plosive pops: breath that hits a microphone held in front of the mouth.
 *
 * A pop is a short burst below 150 Hz: 12 dB and more above the mean of the last second of speech, at most 3 dB below
 * all of the sound, without voice, and over within 120 ms. A line that passes nothing below 150 Hz cannot show any;
 * that is known by the share of the low band, and reported as not observable instead of as no pops. */
#include "base/histogram.h"
#include "measures/measuring.h"

#define POP_RISE_DB  12.0f   /* over the local mean; own choice */
#define POP_SHARE_DB 3.0f    /* below the whole level at most: half of the power */
#define POP_MAX_HOPS 12      /* 120 ms */
#define LOCAL_WEIGHT 0.01f   /* one-pole mean with 1 s of speech */
#define NARROW_DB    (-30.0) /* median of low band less whole level: nothing passes there */
#define SHARE_BINS   101     /* -80 to 20 dB */
#define LEARN_HOPS   100     /* 1 s of speech */
#define POPS_NEED_S  10.0

static const histogram_scale share_scale = {.low = -80.0f, .step = 1.0f, .n_bins = SHARE_BINS};

typedef struct pops_state {
    ct_side side;
    uint64_t speech_hops;
    unsigned long count;
    uint32_t shares[SHARE_BINS]; /* low band less whole level */
    uint32_t spectra;            /* speech hops with a spectrum */
    float local_dbfs;            /* mean of the low band */
    bool burst;
    uint64_t start, last;
} pops_state;

static void pops_start(void *state, ct_side side)
{
    pops_state *s = state;
    s->side = side;
}

static void pops_close(pops_state *s, const talk_listener *found)
{
    if (s->burst && s->last + 1 - s->start < POP_MAX_HOPS) {
        s->count++;
        tell_found(found, CT_EVENT_POP, s->side, s->start, s->last + 1, 0.0f);
    }
    s->burst = false;
}

/* The burst or the quiet of the low band at a speech hop. A burst is no part of the local mean until it is too long. */
static void pops_follow(pops_state *s, const ct_hop *hop, uint64_t index, const talk_listener *found)
{
    bool high = s->spectra > LEARN_HOPS && hop->low_dbfs >= s->local_dbfs + POP_RISE_DB &&
                hop->low_dbfs >= hop->level_dbfs - POP_SHARE_DB && hop->f0_hz <= 0.0f;
    if (high) {
        if (!s->burst)
            s->start = index;
        s->burst = true;
        s->last = index;
    } else {
        pops_close(s, found);
    }
    if (!s->burst || index + 1 - s->start >= POP_MAX_HOPS) {
        /* The plain mean first, until it spans the second. */
        float weight = s->spectra < LEARN_HOPS ? 1.0f / (float)s->spectra : LOCAL_WEIGHT;
        s->local_dbfs += weight * (hop->low_dbfs - s->local_dbfs);
    }
}

static void pops_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    pops_state *s = state;
    if (!(own->flags & HOP_SPEECH)) {
        pops_close(s, found);
        return;
    }
    s->speech_hops++;
    if (!(own->flags & HOP_SPECTRUM)) {
        pops_close(s, found);
        return;
    }
    s->spectra++;
    histogram_add(&share_scale, s->shares, own->low_dbfs - own->level_dbfs);
    pops_follow(s, own, index, found);
}

static void pops_finish(void *state, uint64_t index, const talk_listener *found)
{
    pops_close(state, found);
}

static void pops_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const pops_state *s = state;
    double speech_s = (double)s->speech_hops * HOP_S;
    bool narrow = s->spectra > LEARN_HOPS && histogram_quantile(&share_scale, s->shares, 0.5) < NARROW_DB;
    if (narrow && s->count == 0)
        reading_absent(&out[0], "narrow_band");
    else
        reading_set(&out[0], speech_s > 0.0 ? (double)s->count * 60.0 / speech_s : 0.0, speech_s, POPS_NEED_S);
}

static const ct_measure_info pops_readings[] = {
    {
        .name = "pops_rate",
        .title_en = "Pops on the microphone (proxy)",
        .title_zh = "喷麦频次（参考）",
        .unit = CT_UNIT_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .spoiled_by = FAULT(SHORT) | FAULT(DROPOUTS),
        .definition_en = "Bursts below 150 Hz, 12 dB above the last second, without pitch and under 120 ms long, per "
                         "minute of own speech. "
                         "Cannot be observed on lines that pass nothing so low. Needs 10 s of speech.",
        .definition_zh = "每分钟说话中的喷气声：150 Hz 以下、比前 1 秒高 12 dB、无音高且短于 120 毫秒的低频冲击。"
                         "线路不传低频时无从判断。至少要有 10 秒说话。",
        .source = STANDARD_DOCUMENT "音量适当(3)(话筒不要直接对着嘴部); limits: calltone",
    },
};

const ct_measure ct_measure_pops = {
    .readings = pops_readings,
    .n_readings = sizeof(pops_readings) / sizeof(pops_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(pops_state),
    .start = pops_start,
    .push_hop = pops_hop,
    .finish = pops_finish,
    .read = pops_read,
};
