/* Drawn-out syllables: a nucleus held for 450 ms and more.
 *
 * Syllables beyond some 350 ms are found only in slow Mandarin (Lai 2014), so 450 ms is a cautious limit. A held
 * nucleus is a stretch of voiced speech that stays within 6 dB of its loudest place, whose pitch creeps (a lexical tone
 * moves several semitones in 0.2 s, a held vowel hardly one), and that has one syllable nucleus at most. Unvoiced hops
 * are bridged up to 20 ms, since creaky voice loses its pitch now and then. */
#include <math.h>

#include "measures/measuring.h"

#define HELD_MIN_HOPS 45      /* 450 ms; Lai 2014 with margin */
#define HELD_DEPTH_DB 6.0f    /* quieter than the loudest place: another sound; own choice */
#define CREEP_HOPS    20      /* 0.2 s, about one syllable */
#define CREEP_RATIO   1.0595f /* one semitone in that time, up or down; own choice */
#define UNVOICED_HOPS 2       /* bridged */
#define DRAWL_NEED_S  10.0    /* speech */

typedef struct drawl_state {
    ct_side side;
    uint64_t speech_hops;
    unsigned long count; /* held long enough, the one that goes on included */

    bool held, told_long;    /* a stretch goes on; it is in `count` */
    uint64_t start, last;    /* its first and last voiced hop */
    float least_db, most_db; /* levels in it */
    int nuclei, unvoiced;    /* nuclei in it; unvoiced hops since `last` */
    float f0_hz[CREEP_HOPS]; /* its last voiced hops; a ring */
    uint32_t voiced;         /* voiced hops in it */
} drawl_state;

static void drawl_start(void *state, ct_side side)
{
    drawl_state *s = state;
    s->side = side;
}

static void drawl_close(drawl_state *s, const talk_listener *found)
{
    if (s->held && s->told_long)
        tell_found(found, CT_EVENT_DRAWL, s->side, s->start, s->last + 1, 0.0f);
    s->held = false;
}

static bool drawl_creeps(float now_hz, float before_hz)
{
    return now_hz < before_hz * CREEP_RATIO && before_hz < now_hz * CREEP_RATIO;
}

/* Whether a voiced hop carries the stretch on. */
static bool drawl_fits(const drawl_state *s, float f0_hz, float level_db, bool nucleus)
{
    if (nucleus && s->nuclei > 0)
        return false;
    if (level_db > s->least_db + HELD_DEPTH_DB || level_db < s->most_db - HELD_DEPTH_DB)
        return false;
    if (!drawl_creeps(f0_hz, s->f0_hz[(s->voiced - 1) % CREEP_HOPS]))
        return false;
    return s->voiced < CREEP_HOPS || drawl_creeps(f0_hz, s->f0_hz[s->voiced % CREEP_HOPS]);
}

static void drawl_open(drawl_state *s, uint64_t index, float level_db)
{
    s->held = true;
    s->told_long = false;
    s->start = index;
    s->least_db = s->most_db = level_db;
    s->nuclei = 0;
    s->voiced = 0;
}

static void drawl_extend(drawl_state *s, uint64_t index, float f0_hz, float level_db, bool nucleus)
{
    s->last = index;
    s->unvoiced = 0;
    s->nuclei += nucleus;
    s->least_db = fminf(s->least_db, level_db);
    s->most_db = fmaxf(s->most_db, level_db);
    s->f0_hz[s->voiced++ % CREEP_HOPS] = f0_hz;
    if (!s->told_long && index + 1 - s->start >= HELD_MIN_HOPS) {
        s->told_long = true;
        s->count++;
    }
}

static void drawl_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    drawl_state *s = state;
    if (!(own->flags & HOP_SPEECH)) {
        drawl_close(s, found);
        return;
    }
    s->speech_hops++;
    if (own->f0_hz <= 0.0f) {
        if (++s->unvoiced > UNVOICED_HOPS)
            drawl_close(s, found);
        return;
    }
    bool nucleus = (own->flags & HOP_NUCLEUS) != 0;
    if (s->held && !drawl_fits(s, own->f0_hz, own->level_dbfs, nucleus))
        drawl_close(s, found);
    if (!s->held)
        drawl_open(s, index, own->level_dbfs);
    drawl_extend(s, index, own->f0_hz, own->level_dbfs, nucleus);
}

static void drawl_finish(void *state, uint64_t index, const talk_listener *found)
{
    drawl_close(state, found);
}

static void drawl_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const drawl_state *s = state;
    double speech_s = (double)s->speech_hops * HOP_S;
    reading_set(&out[0], speech_s > 0.0 ? (double)s->count * 60.0 / speech_s : 0.0, speech_s, DRAWL_NEED_S);
}

static const ct_measure_info drawl_readings[] = {
    {
        .name = "drawl_rate",
        .title_en = "Drawn-out syllables",
        .title_zh = "拖腔频次",
        .unit = CT_UNIT_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(SHORT) | FAULT(NOISE),
        .definition_en =
            "Syllables held for 0.45 s and more, per minute of own speech: voiced throughout, within 6 dB of "
            "the loudest place, pitch moving less than a semitone in 0.2 s. Needs 10 s of speech.",
        .definition_zh = "每分钟说话中拖长的音节数：一个音持续 0.45 秒及以上，其间一直有声、响度变化不超过 6 dB、"
                         "0.2 秒内音高变化不到一个半音。至少要有 10 秒说话。",
        .source = STANDARD_DOCUMENT "语言规范第2条(忌过于拖拉); length of syllables: Lai 2014",
    },
};

const ct_measure ct_measure_drawl = {
    .readings = drawl_readings,
    .n_readings = sizeof(drawl_readings) / sizeof(drawl_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(drawl_state),
    .start = drawl_start,
    .push_hop = drawl_hop,
    .finish = drawl_finish,
    .read = drawl_read,
};
