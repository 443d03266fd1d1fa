/* How fast a side speaks, over the call, at its fastest, and early against late.
 *
 * Speech rate: syllables x 60 / time of utterances, inner pauses under 0.5 s included; articulation rate: the same
 * without inner pauses of 0.25 s and more (Hincks 2005 for that border). Utterances under 4 syllables say nothing about
 * pace and are skipped, as Alibaba SCA does.
 *
 * Utterances are followed here by hops, not taken from talk events, for two reasons: the window of 10 s needs to know
 * where in an utterance its syllables lie, and lost audio must not count as time in which nothing was said. An
 * utterance counts from its first hop once its fourth syllable is heard, so nothing is known late. */
#include "measures/measuring.h"

#define UTTERANCE_GAP_HOPS                    50   /* 0.5 s of own silence end an utterance, as in the talk floor */
#define INNER_PAUSE_HOPS                      25   /* 0.25 s; Hincks 2005 */
#define MIN_SYLLABLES                         4    /* utterances below are skipped; as Alibaba SCA */
#define LONG_LOSS_HOPS                        200  /* 2 s of lost audio end an utterance, as in the talk floor */
#define WINDOW_HOPS                           1000 /* 10 s of utterance time */
#define PACE_NEED_S                           10.0 /* utterance time; about 40 syllables, so that one miscount moves it by 2.5 % */
#define THIRD_NEED_S                          10.0 /* the same in each third that is compared */
#define STRETCHES                             256 /* the call in even stretches, so that thirds are exact to 0.8 % of its length */
#define FIRST_STRETCH_HOPS                    100 /* 1 s; doubles whenever the call outgrows all stretches */
#define SYLLABLES_PER_MINUTE(syllables, hops) ((double)(syllables)*60.0 * HOPS_PER_S / (double)(hops))

typedef struct stretch {
    uint32_t hops, syllables;
} stretch;

typedef struct pace_state {
    /* The utterance that goes on. */
    bool open, counted;                 /* counted: it has MIN_SYLLABLES */
    uint32_t length;                    /* hops until its last speech, lost audio left out */
    uint32_t gap, loss;                 /* hops since its last speech; lost hops in a row */
    uint32_t paused;                    /* hops in inner pauses of INNER_PAUSE_HOPS and more */
    uint32_t syllables;                 /* while not yet counted, with their places */
    uint32_t nucleus_at[MIN_SYLLABLES]; /* in hops from its start */

    /* All counted utterances. */
    uint64_t hops, paused_hops, nuclei;

    /* The last 10 s of utterance time. */
    uint8_t window[WINDOW_HOPS]; /* 1 where a nucleus lies; a ring */
    uint32_t window_at, window_nuclei, best_nuclei;

    /* Along the call. */
    stretch along[STRETCHES];
    uint64_t stretch_hops; /* length of each; 0 before the first hop */
} pace_state;

/* Merge stretches by twos, twice as long. */
static void pace_coarsen(pace_state *s)
{
    for (int i = 0; i < STRETCHES / 2; i++) {
        s->along[i].hops = s->along[2 * i].hops + s->along[2 * i + 1].hops;
        s->along[i].syllables = s->along[2 * i].syllables + s->along[2 * i + 1].syllables;
    }
    for (int i = STRETCHES / 2; i < STRETCHES; i++)
        s->along[i] = (stretch){0};
    s->stretch_hops *= 2;
}

static stretch *pace_stretch_of(pace_state *s, uint64_t index)
{
    if (s->stretch_hops == 0)
        s->stretch_hops = FIRST_STRETCH_HOPS;
    while (index / s->stretch_hops >= STRETCHES)
        pace_coarsen(s);
    return &s->along[index / s->stretch_hops];
}

/* One hop of a counted utterance; `index` is the hop of the call that it is booked on. */
static void pace_count(pace_state *s, uint8_t nucleus, uint64_t index)
{
    s->hops++;
    s->nuclei += nucleus;

    s->window_nuclei += nucleus;
    s->window_nuclei -= s->window[s->window_at];
    s->window[s->window_at] = nucleus;
    s->window_at = (s->window_at + 1) % WINDOW_HOPS;
    if (s->hops >= WINDOW_HOPS && s->window_nuclei > s->best_nuclei)
        s->best_nuclei = s->window_nuclei;

    stretch *along = pace_stretch_of(s, index);
    along->hops++;
    along->syllables += nucleus;
}

/* The fourth syllable was heard: book the utterance from its start. */
static void pace_count_from_start(pace_state *s, uint64_t index)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < s->length; i++) {
        uint8_t nucleus = next < MIN_SYLLABLES && s->nucleus_at[next] == i;
        next += nucleus;
        pace_count(s, nucleus, index);
    }
    s->counted = true;
    s->paused_hops += s->paused;
}

/* The gap behind the last speech turned out to be a pause inside the utterance. */
static void pace_bridge_gap(pace_state *s, uint64_t index)
{
    uint32_t paused = s->gap >= INNER_PAUSE_HOPS ? s->gap : 0;
    s->paused += paused;
    if (s->counted) {
        s->paused_hops += paused;
        for (uint32_t i = 0; i < s->gap; i++)
            pace_count(s, 0, index);
    }
    s->length += s->gap;
    s->gap = 0;
}

static void pace_open(pace_state *s)
{
    s->open = true;
    s->counted = false;
    s->length = s->gap = s->paused = s->syllables = 0;
}

static void pace_silent_hop(pace_state *s, bool lost)
{
    s->loss = lost ? s->loss + 1 : 0;
    if (!lost)
        s->gap++;
    if (s->gap >= UTTERANCE_GAP_HOPS || s->loss >= LONG_LOSS_HOPS)
        s->open = false;
}

static void pace_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    pace_state *s = state;
    if (!(own->flags & HOP_SPEECH)) {
        if (s->open)
            pace_silent_hop(s, (own->flags & HOP_GAP) != 0);
        return;
    }
    if (!s->open)
        pace_open(s);
    s->loss = 0;
    if (s->gap > 0)
        pace_bridge_gap(s, index);

    uint8_t nucleus = (own->flags & HOP_NUCLEUS) != 0;
    s->length++;
    if (s->counted) {
        pace_count(s, nucleus, index);
    } else if (nucleus) {
        s->nucleus_at[s->syllables++] = s->length - 1;
        if (s->syllables == MIN_SYLLABLES)
            pace_count_from_start(s, index);
    }
}

/* Late pace less early pace, as a share of the whole; thirds are of the call until now. */
static void pace_read_change(const pace_state *s, const ct_moment *moment, ct_reading *out)
{
    stretch early = {0}, late = {0};
    double third_hops = moment->now_s * HOPS_PER_S / 3.0;
    for (int i = 0; i < STRETCHES; i++) {
        double middle = ((double)i + 0.5) * (double)s->stretch_hops;
        stretch *sum = middle < third_hops ? &early : middle >= 2.0 * third_hops ? &late : NULL;
        if (sum) {
            sum->hops += s->along[i].hops;
            sum->syllables += s->along[i].syllables;
        }
    }
    double evidence_s = (double)(early.hops + late.hops) * HOP_S;
    if ((double)early.hops * HOP_S < THIRD_NEED_S || (double)late.hops * HOP_S < THIRD_NEED_S) {
        reading_too_little(out, evidence_s);
        return;
    }
    double change = SYLLABLES_PER_MINUTE(late.syllables, late.hops) - SYLLABLES_PER_MINUTE(early.syllables, early.hops);
    reading_set(out, change / SYLLABLES_PER_MINUTE(s->nuclei, s->hops), evidence_s, 0.0);
}

static void pace_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const pace_state *s = state;
    double utterances_s = (double)s->hops * HOP_S;
    double without_pauses_s = (double)(s->hops - s->paused_hops) * HOP_S;
    double hops = s->hops > 0 ? (double)s->hops : 1.0;
    reading_set(&out[0], SYLLABLES_PER_MINUTE(s->nuclei, hops), utterances_s, PACE_NEED_S);
    reading_set(&out[1], SYLLABLES_PER_MINUTE(s->best_nuclei, WINDOW_HOPS), utterances_s, PACE_NEED_S);
    reading_set(&out[2], SYLLABLES_PER_MINUTE(s->nuclei, hops - (double)s->paused_hops), without_pauses_s, PACE_NEED_S);
    pace_read_change(s, moment, &out[3]);
}

static const ct_measure_info pace_readings[] = {
    {
        .name = "speech_rate",
        .title_en = "Speech rate",
        .title_zh = "语速",
        .unit = CT_UNIT_SYLLABLES_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(SHORT),
        .definition_en = "Syllables per minute of utterance time. Pauses under 0.5 s inside an utterance are included; "
                         "utterances under 4 syllables are skipped. In Mandarin a syllable is about a character. Needs "
                         "10 s. Counting errs by some 7 %, so differences under 10 % mean nothing.",
        .definition_zh =
            "音节数 ÷ 说话段总时长（分钟）。说话段内不足 0.5 秒的停顿计入时长，少于 4 个音节的说话段不计。"
            "普通话一个音节约等于一个字，即“字/分”。至少要有 10 秒。音节计数误差约 7%，相差不到 10% 不宜比较。",
        .source = STANDARD_DOCUMENT "节奏、语言规范第2条; minimum of 4 syllables as in Alibaba SCA",
    },
    {
        .name = "speech_rate_fastest_10s",
        .title_en = "Fastest 10 seconds",
        .title_zh = "最快 10 秒语速",
        .unit = CT_UNIT_SYLLABLES_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(SHORT),
        .definition_en = "Speech rate of the fastest 10 s of utterance time, utterances laid end to end. Needs 10 s.",
        .definition_zh = "把各说话段首尾相接，其中最快的 10 秒的语速。至少要有 10 秒说话段。",
        .source = STANDARD_DOCUMENT "语言规范第2条(忌速度太快); window: calltone",
    },
    {
        .name = "articulation_rate",
        .title_en = "Speech rate without pauses",
        .title_zh = "净语速（不含停顿）",
        .unit = CT_UNIT_SYLLABLES_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(SHORT),
        .definition_en =
            "As the speech rate, but pauses of 0.25 s and more inside utterances are taken out of the time. "
            "Needs 10 s.",
        .definition_zh = "算法同“语速”，但扣除说话段内 0.25 秒及以上的停顿。至少要有 10 秒。",
        .source = "Border of a pause: Hincks 2005",
    },
    {
        .name = "rate_change",
        .title_en = "Change of pace",
        .title_zh = "前后语速变化",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(SHORT),
        .definition_en =
            "Speech rate in the last third of the call less that in the first third, divided by that of the "
            "whole call; positive: became faster. Needs 10 s of utterances in either third. Listeners notice "
            "changes of some 10 %.",
        .definition_zh =
            "（通话后三分之一的语速 − 前三分之一的语速）÷ 全程语速，正数表示越说越快。前后两段各需至少 10 秒说话段。"
            "变化达到约 10% 人耳才听得出来。",
        .source = "Just noticeable difference of tempo: Quené 2007; thirds: calltone",
    },
};

const ct_measure ct_measure_pace = {
    .readings = pace_readings,
    .n_readings = sizeof(pace_readings) / sizeof(pace_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(pace_state),
    .push_hop = pace_hop,
    .read = pace_read,
};
