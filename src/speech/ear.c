#include "speech/ear.h"

#include <string.h>

#include "dsp/math.h"

#define BEFORE_START   (6 * HOP_SAMPLES) /* samples: what the first hop's windows and filters look back */
#define SPECTRUM_AHEAD 5                 /* hops: for the windows, and so that the gate opens before the sound */
#define GATE_HOLD      7                 /* hops for which the spectrum goes on after the last loud one */
#define GATE_BELOW_DB  6.0f              /* under the threshold of speech at which the spectrum begins ... */
#define GATE_SHARE     0.4f              /* ... or, on a noisy line, this share of the way down to the noise */
#define GATE_START_DB  (-75.0f)
#define FLOOR_AHEAD    25   /* hops by which the threshold knows more than the hop it judges */
#define FAINT_DB       5.0f /* so far below the threshold of speech nothing counts as periodic */
#define F0_NEAR        20   /* hops from speech within which pitch is told */
#define FIRST_HOPS     200  /* nothing is judged before 2 s are heard */

const moment moment_nothing = {.level_db = LEVEL_FLOOR_DBFS,
                               .full_db = LEVEL_FLOOR_DBFS,
                               .smooth_db = LEVEL_FLOOR_DBFS,
                               .noise_db = LEVEL_FLOOR_DBFS,
                               .threshold_db = -55.0f,
                               .energy_db = LEVEL_FLOOR_DBFS};

static size_t spectrum_room(void)
{
    return (spectrum_plan_bytes() + 15) & ~(size_t)15;
}

size_t ear_plans_bytes(void)
{
    return spectrum_room() + partials_plan_bytes();
}

void ear_tables_start(ear_tables *t, void *plans)
{
    spectrum_tables_start(&t->spectrum, plans);
    partials_tables_start(&t->partials, (unsigned char *)plans + spectrum_room());
    period_tables_start(&t->period);
}

void ear_start(ear *e, const ear_tables *tables)
{
    memset(e, 0, sizeof *e);
    e->tables = tables;
    e->last_loud = -1000;
    e->n_samples = BEFORE_START; /* silence before the start */
    e->first_sample = -BEFORE_START;
    level_start(&e->level);
    floor_start(&e->floor);
    spectrum_start(&e->spectrum);
    period_start(&e->period);
    tone_start(&e->tone);
    music_start(&e->music);
    judge_start(&e->judge);
    path_start(&e->path);
    syllable_start(&e->syllable);
    decision_start(&e->decision);
}

static void keep_samples(ear *e, const float *samples)
{
    if (e->n_samples + HOP_SAMPLES > EAR_SAMPLES) {
        long keep = 16 * HOP_SAMPLES;
        memmove(e->samples, e->samples + e->n_samples - keep, (size_t)keep * sizeof *samples);
        e->first_sample += e->n_samples - keep;
        e->n_samples = keep;
    }
    memcpy(e->samples + e->n_samples, samples, HOP_SAMPLES * sizeof *samples);
    e->n_samples += HOP_SAMPLES;
}

/* Does hop t or one near it reach up to where speech may begin? */
static bool gate_open(ear *e, long t)
{
    float below = minf(GATE_BELOW_DB, GATE_SHARE * (e->floor.threshold_db - e->floor.noise_db));
    float least = e->floor.heard < FIRST_HOPS ? GATE_START_DB : e->floor.threshold_db - below;
    const moments *m = &e->moments;
    for (long k = t; k < t + SPECTRUM_AHEAD; k++)
        if (k > e->last_loud &&
            moment_see(m, k - 1)->level_db + moment_see(m, k)->level_db + moment_see(m, k + 1)->level_db > 3.0f * least)
            e->last_loud = k;
    return t - e->last_loud <= GATE_HOLD;
}

/* What may be a tone and was the same 30 ms ago. */
static void look_closely(ear *e, const float *x, long t, moment *h)
{
    moment *before = moment_edit(&e->moments, t - TONE_APART);
    if (t < TONE_APART || !partials_may_be_tone(h, before))
        return;
    if (!before->looked_at)
        partials_push(&e->tables->partials, x - TONE_APART * HOP_SAMPLES, before);
    partials_push(&e->tables->partials, x, h);
}

/* Pitch candidates and their clues; faint sound counts as not periodic where the rest of the ear asks. */
static void look_for_voice(ear *e, const float *x, long t, moment *h)
{
    clue *c = judge_clue(&e->judge, t);
    const float *power = e->spectrum.power[t & 1];
    period_push(&e->tables->period, &e->period, x, t, c);
    clue_colour(c, power);
    clue_comb(c, power);
    for (int i = 0; i < CANDIDATES; i++)
        h->lag[1 + i] = c->lag[i];
    bool faint = h->level_db <= h->threshold_db - FAINT_DB;
    h->periodicity = faint ? 0.0f : clampf(c->periodic[0], 0.0f, 1.0f);
}

/* All that is told by the sound around hop t. */
static void look(ear *e, const float *x, long t, moment *h)
{
    if (spectrum_push(&e->tables->spectrum, &e->spectrum, x, t, h))
        partials_look(&e->partials, e->spectrum.mean_power);
    partials_tell(&e->partials, h);
    look_closely(e, x, t, h);
    look_for_voice(e, x, t, h);
    e->spectra++;
}

static void hear(ear *e, long t)
{
    moment *h = moment_edit(&e->moments, t);
    h->threshold_db = e->floor.threshold_db;
    if (!h->gap && gate_open(e, t)) {
        look(e, e->samples + (t * HOP_SAMPLES - e->first_sample), t, h);
    } else {
        spectrum_skip(h);
        clue_nothing(judge_clue(&e->judge, t), h);
    }
    judge_hear(&e->judge, &e->moments, t);
    h->musical = music_gate(&e->music, &e->moments, t);
    floor_hear_music(&e->floor, h->musical);
    if (!h->gap && !h->musical && !tone_so_far(&e->moments, t))
        floor_push(&e->floor, h->level_db);
}

static void judge(ear *e, long t)
{
    moment *h = moment_edit(&e->moments, t);
    h->smooth_db =
        (moment_see(&e->moments, t - 1)->level_db + h->level_db + moment_see(&e->moments, t + 1)->level_db) / 3;
    h->noise_db = e->floor.noise_db;
    h->threshold_db = e->floor.threshold_db;
    h->loud = !h->gap && h->smooth_db > h->threshold_db;
}

static long least(long a, long b)
{
    return a < b ? a : b;
}

/* Let every stage go as far as it can. */
static void run_stages(ear *e)
{
    moments *m = &e->moments;
    for (long end = moment_limit(m, m->n, SPECTRUM_AHEAD); e->heard < end; e->heard++)
        hear(e, e->heard);
    if (m->n >= FIRST_HOPS || m->ended)
        for (long end = moment_limit(m, e->heard, FLOOR_AHEAD); e->judged < end; e->judged++)
            judge(e, e->judged);
    path_run(&e->path, m, least(e->judged, e->judge.done));
    syllable_run(&e->syllable, m, moment_limit(m, e->judged, SYLLABLE_AHEAD));
    tone_run(&e->tone, m, moment_limit(m, e->judged, TONE_AHEAD));
    music_score(&e->music, m, moment_limit(m, e->tone.done, LISTEN_TONES));
    music_run(&e->music, m);
    long known = moment_limit(m, least(e->music.decided, e->path.decided), MUSIC_BACK);
    decision_run(&e->decision, m, known);
}

void ear_push(ear *e, const float *samples, bool lost)
{
    static const float nothing[HOP_SAMPLES] = {0};
    moment *h = moment_edit(&e->moments, e->moments.n);
    *h = moment_nothing;
    h->gap = lost;
    if (!lost)
        level_push(&e->level, samples, h);
    keep_samples(e, lost ? nothing : samples);
    e->moments.n++;
    run_stages(e);
}

void ear_finish(ear *e)
{
    static const float nothing[HOP_SAMPLES] = {0};
    for (int i = 0; i < PERIOD_AHEAD + 1; i++) /* for the last windows */
        keep_samples(e, nothing);
    e->moments.ended = true;
    run_stages(e);
}

/* Pitch is told a little beyond speech: in noise the level finds less of a word than the judge of its voice. No hop
 * around is unsettled, as decision.c has looked as far for gaps. */
static bool near_speech(const moments *m, long t)
{
    const moment *h = moment_see(m, t);
    if (h->speech || h->music || h->in_tone || h->gap)
        return h->speech;
    for (long k = t - F0_NEAR; k <= t + F0_NEAR; k++)
        if (moment_see(m, k)->wide)
            return true;
    return false;
}

static uint8_t flags_of(const moment *h)
{
    if (h->gap)
        return HOP_GAP;
    unsigned flags = 0;
    flags |= h->speech ? HOP_SPEECH : 0u;
    flags |= h->nucleus && h->speech ? HOP_NUCLEUS : 0u;
    flags |= h->in_tone ? HOP_TONE : 0u;
    flags |= h->music && !h->in_tone ? HOP_MUSIC : 0u;
    flags |= h->zero ? HOP_ZERO : 0u;
    flags |= h->heard ? HOP_SPECTRUM : 0u;
    return (uint8_t)flags;
}

static bool near_early_speech(const moments *m, long t)
{
    for (long k = t; k >= t - F0_NEAR; k--)
        if (moment_see(m, k)->early)
            return true;
    return false;
}

bool ear_take_early(ear *e, ct_hop *out)
{
    long judged = moment_limit(&e->moments, e->judged, EARLY_AHEAD);
    long ready = least(judged, least(e->path.decided, e->syllable.done));
    if (e->told_early < e->moments.n - MOMENTS / 2) /* nobody asked until now */
        e->told_early = ready - 1;
    if (e->told_early >= ready)
        return false;
    unsigned flags = early_look(&e->moments, e->told_early);
    const moment *h = moment_see(&e->moments, e->told_early);
    bool f0_holds = !(flags & HOP_MUSIC) && near_early_speech(&e->moments, e->told_early);
    e->told_early++;
    *out = (ct_hop){.level_dbfs = h->full_db,
                    .noise_dbfs = h->noise_db,
                    .f0_hz = f0_holds ? h->f0_hz : 0.0f,
                    .mean_abs = h->mean_abs,
                    .flags = (uint8_t)flags,
                    .clipped = h->clipped};
    return true;
}

bool ear_take(ear *e, ct_hop *out)
{
    long ready = least(e->decision.done, moment_limit(&e->moments, e->syllable.done, SYLLABLE_DELAY));
    if (e->told >= ready)
        return false;
    const moment *h = moment_see(&e->moments, e->told);
    bool f0_holds = h->f0_hz > 0 && near_speech(&e->moments, e->told);
    e->told++;
    *out = (ct_hop){.level_dbfs = h->full_db,
                    .noise_dbfs = h->noise_db,
                    .f0_hz = f0_holds ? h->f0_hz : 0.0f,
                    .low_dbfs = h->low_db,
                    .centroid_hz = h->centroid_hz,
                    .tilt_db_per_octave = h->tilt,
                    .mean_abs = h->mean_abs,
                    .flags = flags_of(h),
                    .tone = h->in_tone ? h->tone : HOP_TONE_NONE,
                    .clipped = h->clipped};
    return true;
}
