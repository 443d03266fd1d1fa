/* Stressed syllables a minute: a hint at whether anything is brought out. Which words were stressed needs a listener.
 *
 * A syllable stands out when two of three hold against the syllables of the 2 s before it: pitch 3 semitones above
 * their median, level 4 dB above their mean, 1.4 times as long as their mean. Its length is the way from its nucleus to
 * the next one, so a syllable is judged when the next is known, and the last before a pause has no length. Pitch and
 * level are taken over the 50 ms from the nucleus on. */
#include "base/units.h"
#include "dsp/math.h"
#include "measures/measuring.h"

#define RISE_ST       3.0f
#define LOUDER_DB     4.0f
#define LONGER        1.4f
#define LOCAL_HOPS    200 /* 2 s */
#define LOCAL_MIN     4   /* syllables in it, or nothing to stand out from */
#define LOCAL_MAX     16  /* kept; 8 syllables a second for 2 s */
#define TAKE_HOPS     5   /* 50 ms */
#define LENGTH_MAX    60  /* 0.6 s to the next nucleus is a pause, not a length */
#define STRESS_NEED_S 20.0

typedef struct syllable {
    uint64_t at;     /* hop of the nucleus */
    float level_db;  /* sum while it is taken, then mean */
    float st;        /* the same, over voiced hops; 0 if there is none */
    uint32_t length; /* hops to the next nucleus; 0 if that is a pause away */
} syllable;

typedef struct stress_state {
    uint64_t speech_hops;
    unsigned long stressed;
    syllable before[LOCAL_MAX]; /* a ring */
    uint32_t n_before;
    syllable now;
    bool open;                    /* `now` is not yet judged */
    uint32_t taken, taken_voiced; /* hops in its sums */
} stress_state;

/* What a syllable is compared with. */
typedef struct surroundings {
    int n, n_voiced, n_lengths;
    float level_db, length, st[LOCAL_MAX];
} surroundings;

static void sort(float *x, int n)
{
    for (int i = 1; i < n; i++) {
        float value = x[i];
        int k = i;
        for (; k > 0 && x[k - 1] > value; k--)
            x[k] = x[k - 1];
        x[k] = value;
    }
}

static surroundings stress_look_around(const stress_state *s)
{
    surroundings around = {0};
    uint32_t n = s->n_before < LOCAL_MAX ? s->n_before : LOCAL_MAX;
    for (uint32_t i = 0; i < n; i++) {
        const syllable *other = &s->before[i];
        if (s->now.at - other->at > LOCAL_HOPS)
            continue;
        around.n++;
        around.level_db += other->level_db;
        if (other->st > 0.0f)
            around.st[around.n_voiced++] = other->st;
        around.n_lengths += other->length > 0;
        around.length += (float)other->length;
    }
    sort(around.st, around.n_voiced);
    return around;
}

static bool stress_stands_out(const stress_state *s)
{
    surroundings around = stress_look_around(s);
    if (around.n < LOCAL_MIN)
        return false;
    int higher = around.n_voiced > 0 && s->now.st >= around.st[around.n_voiced / 2] + RISE_ST;
    int louder = s->now.level_db >= around.level_db / (float)around.n + LOUDER_DB;
    int longer = around.n_lengths > 0 && (float)s->now.length * (float)around.n_lengths >= LONGER * around.length;
    return higher + louder + longer >= 2;
}

/* The syllable is over: the next nucleus is at `index`, or far away. */
static void stress_judge(stress_state *s, uint64_t index)
{
    if (!s->open)
        return;
    uint64_t length = index - s->now.at;
    s->now.length = length <= LENGTH_MAX ? (uint32_t)length : 0;
    s->now.level_db /= (float)s->taken;
    s->now.st = s->taken_voiced > 0 ? s->now.st / (float)s->taken_voiced : 0.0f;
    s->stressed += stress_stands_out(s);
    s->before[s->n_before++ % LOCAL_MAX] = s->now;
    s->open = false;
}

static void stress_take(stress_state *s, const ct_hop *hop)
{
    s->now.level_db += hop->level_dbfs;
    s->taken++;
    if (hop->f0_hz > 0.0f) {
        s->now.st += 12.0f * log2_fast(hop->f0_hz / (float)PITCH_REFERENCE_HZ);
        s->taken_voiced++;
    }
}

static void stress_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    stress_state *s = state;
    if (!(own->flags & HOP_SPEECH))
        return;
    s->speech_hops++;
    if (own->flags & HOP_NUCLEUS) {
        stress_judge(s, index);
        s->now = (syllable){.at = index};
        s->taken = s->taken_voiced = 0;
        s->open = true;
    }
    if (s->open && index - s->now.at < TAKE_HOPS)
        stress_take(s, own);
}

static void stress_finish(void *state, uint64_t index, const talk_listener *found)
{
    stress_judge(state, UINT64_MAX);
}

static void stress_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const stress_state *s = state;
    double speech_s = (double)s->speech_hops * HOP_S;
    if (!readings_mixed(out, 1))
        reading_set(&out[0], speech_s > 0.0 ? (double)s->stressed * 60.0 / speech_s : 0.0, speech_s, STRESS_NEED_S);
}

static const ct_measure_info stress_readings[] = {
    {
        .name = "stress_rate",
        .title_en = "Stressed syllables (proxy)",
        .title_zh = "重音频次（参考）",
        .unit = CT_UNIT_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en =
            "Syllables that stand out, per minute of own speech: two of higher by 3 semitones, louder by 4 dB, "
            "1.4 times as long, against the 2 s before. A hint only: which words were stressed needs a "
            "listener. Needs 20 s of speech.",
        .definition_zh =
            "每分钟说话中突出的音节数：与前 2 秒相比，音高高出 3 个半音、音量高出 4 dB、时长达到 1.4 倍，三项占两项。"
            "仅供参考，重音是否落在关键词上须由人来听。至少要有 20 秒说话。",
        .source = STANDARD_DOCUMENT "合适的语调(2)(重要的词句用重音); limits: calltone",
    },
};

const ct_measure ct_measure_stress = {
    .readings = stress_readings,
    .n_readings = sizeof(stress_readings) / sizeof(stress_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(stress_state),
    .push_hop = stress_hop,
    .finish = stress_finish,
    .read = stress_read,
};
