/* Bursts of loud speech against the speaker's own usual level, so that neither line gain nor distance matter.
 *
 * A burst is a stretch of at least 1 s in which the level over 0.3 s of speech is 8 dB or more above the median of the
 * same until then; dips under 0.3 s are bridged. A gain fault or a nearer microphone is loud too, but only a raised
 * voice changes its sound: so the burst must also have a spectrum that falls off less (by 2 dB an octave) or a pitch
 * that lies higher (by 3 semitones) than is usual for the speaker. The first 5 s of speech teach what is usual. */
#include "base/histogram.h"
#include "base/units.h"
#include "dsp/math.h"
#include "measures/measuring.h"

#define SMOOTH_HOPS    30    /* 0.3 s of speech */
#define RISE_DB        8.0f  /* own choice; a level of Alibaba SCA's jump detection is about 10 dB */
#define BURST_MIN_HOPS 100   /* 1 s */
#define DIP_HOPS       30    /* 0.3 s below the limit end a burst */
#define FLATTER_DB     2.0f  /* dB per octave; loud voices have flatter spectra; own choice */
#define HIGHER_ST      3.0f  /* own choice */
#define LEARN_HOPS     500   /* 5 s of speech */
#define SHOUT_NEED_S   10.0  /* speech */
#define LEVEL_BINS     201   /* -100 to 0 dBFS */
#define TILT_BINS      161   /* -30 to 10 dB per octave */
#define ST_BINS        161   /* 0 to 40 st above PITCH_REFERENCE_HZ */
#define NOT_ZERO       1e-10 /* -100 dBFS */

static const histogram_scale level_scale = {.low = LEVEL_FLOOR_DBFS, .step = 0.5f, .n_bins = LEVEL_BINS};
static const histogram_scale tilt_scale = {.low = -30.0f, .step = 0.25f, .n_bins = TILT_BINS};
static const histogram_scale st_scale = {.low = 0.0f, .step = 0.25f, .n_bins = ST_BINS};

/* A mean that grows. */
typedef struct mean_sum {
    double sum;
    uint32_t n;
} mean_sum;

typedef struct shout_state {
    ct_side side;
    unsigned long count;
    uint64_t speech_hops;

    float power[SMOOTH_HOPS]; /* of the last speech hops; a ring */
    double power_sum;

    uint32_t levels[LEVEL_BINS], tilts[TILT_BINS], pitches[ST_BINS];
    running_median level, tilt, pitch;

    bool loud;            /* a burst goes on */
    uint64_t start, last; /* its first and last hop above the limit */
    float limit_dbfs;     /* as it was at the start */
    float usual_tilt, usual_st;
    mean_sum power_in, tilt_in, st_in; /* over its hops above the limit */
} shout_state;

static void shout_start(void *state, ct_side side)
{
    shout_state *s = state;
    s->side = side;
}

static void mean_add(mean_sum *mean, float value)
{
    mean->sum += (double)value;
    mean->n++;
}

/* Whether a burst that ended now would count. */
static bool shout_counts(const shout_state *s)
{
    if (!s->loud || s->last + 1 - s->start < BURST_MIN_HOPS)
        return false;
    bool flatter = s->tilt_in.n > 0 && s->tilt_in.sum / s->tilt_in.n >= (double)(s->usual_tilt + FLATTER_DB);
    bool higher = s->st_in.n > 0 && s->st_in.sum / s->st_in.n >= (double)(s->usual_st + HIGHER_ST);
    return flatter || higher;
}

static void shout_close(shout_state *s, const talk_listener *found)
{
    if (shout_counts(s)) {
        s->count++;
        float level_dbfs = (float)db_of_power(s->power_in.sum / s->power_in.n);
        tell_found(found, CT_EVENT_SHOUT, s->side, s->start, s->last + 1, level_dbfs);
    }
    s->loud = false;
}

static void shout_open(shout_state *s, uint64_t index, float usual_dbfs)
{
    s->loud = true;
    s->start = s->last = index;
    s->limit_dbfs = usual_dbfs + RISE_DB;
    s->usual_tilt = running_median_value(&s->tilt, &tilt_scale, s->tilts);
    s->usual_st = running_median_value(&s->pitch, &st_scale, s->pitches);
    s->power_in = s->tilt_in = s->st_in = (mean_sum){0};
}

/* Level over the last 0.3 s of speech; the mean of what there is at the very start. */
static float shout_smooth(shout_state *s, float power)
{
    uint32_t at = (uint32_t)(s->speech_hops % SMOOTH_HOPS);
    s->power_sum += (double)power - (double)s->power[at];
    s->power[at] = power;
    s->speech_hops++;
    double n = s->speech_hops < SMOOTH_HOPS ? (double)s->speech_hops : SMOOTH_HOPS;
    return db_fast((float)(s->power_sum / n + NOT_ZERO));
}

/* What is usual, the hop included; above the limit the sums over the burst. */
static void shout_learn(shout_state *s, const ct_hop *hop, float level_dbfs, float power)
{
    bool above = s->loud && level_dbfs >= s->limit_dbfs;
    running_median_add(&s->level, &level_scale, s->levels, level_dbfs);
    if (above)
        mean_add(&s->power_in, power);
    if (hop->f0_hz <= 0.0f)
        return;
    float st = 12.0f * log2_fast(hop->f0_hz / (float)PITCH_REFERENCE_HZ);
    running_median_add(&s->pitch, &st_scale, s->pitches, st);
    if (above)
        mean_add(&s->st_in, st);
    if (!(hop->flags & HOP_SPECTRUM))
        return;
    running_median_add(&s->tilt, &tilt_scale, s->tilts, hop->tilt_db_per_octave);
    if (above)
        mean_add(&s->tilt_in, hop->tilt_db_per_octave);
}

static void shout_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    shout_state *s = state;
    if (s->loud && index - s->last > DIP_HOPS)
        shout_close(s, found);
    if (!(own->flags & HOP_SPEECH))
        return;
    float power = power_of_db(own->level_dbfs);
    float level_dbfs = shout_smooth(s, power);
    float usual_dbfs = running_median_value(&s->level, &level_scale, s->levels);
    if (!s->loud && s->speech_hops > LEARN_HOPS && level_dbfs >= usual_dbfs + RISE_DB)
        shout_open(s, index, usual_dbfs);
    if (s->loud && level_dbfs >= s->limit_dbfs)
        s->last = index;
    shout_learn(s, own, level_dbfs, power);
}

static void shout_finish(void *state, uint64_t index, const talk_listener *found)
{
    shout_close(state, found);
}

static void shout_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const shout_state *s = state;
    if (readings_mixed(out, 1))
        return;
    unsigned long count = s->count + shout_counts(s);
    reading_set(&out[0], (double)count, (double)s->speech_hops * HOP_S, SHOUT_NEED_S);
}

static const ct_measure_info shout_readings[] = {
    {
        .name = "loud_bursts",
        .title_en = "Sudden loudness",
        .title_zh = "突然大声次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT),
        .definition_en =
            "How often own speech is for 1 s and more at least 8 dB above its own usual level until then, with "
            "a sharper sound (spectrum flatter by 2 dB an octave) or a higher pitch (by 3 semitones). The "
            "first 5 s of speech only teach what is usual. Needs 10 s of speech.",
        .definition_zh =
            "音量比本人此前的常态高出 8 dB 以上且持续 1 秒以上，同时音色变尖（频谱每倍频程变平 2 dB）或音高升高 "
            "3 个半音的次数。最初 5 秒说话只用来了解常态。至少要有 10 秒说话。",
        .source = STANDARD_DOCUMENT "行为第2条(大声嚷嚷); limits: calltone, after Alibaba SCA",
    },
};

const ct_measure ct_measure_shout = {
    .readings = shout_readings,
    .n_readings = sizeof(shout_readings) / sizeof(shout_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(shout_state),
    .start = shout_start,
    .push_hop = shout_hop,
    .finish = shout_finish,
    .read = shout_read,
};
