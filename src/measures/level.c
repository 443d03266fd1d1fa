/* How loud a side speaks (ITU-T P.56 manner, see active_level.h), how much its loudness moves, and how far it stands
 * above the noise of its line. The range is of voiced speech alone: with stop closures and short gaps it would tell of
 * the noise between sounds. */
#include "base/histogram.h"
#include "measures/active_level.h"
#include "measures/measuring.h"

#define SMOOTH_HOPS  5   /* 50 ms, about half a syllable */
#define RANGE_BINS   401 /* -100 to 0 dBFS */
#define NOISE_BINS   201 /* -100 to 0 dBFS */
#define LEVEL_NEED_S 3.0 /* speech; own choice */
#define NOISE_NEED_S 1.0 /* without speech, music or tone */
#define RANGE_NEED_S 5.0

static const histogram_scale range_scale = {.low = LEVEL_FLOOR_DBFS, .step = 0.25f, .n_bins = RANGE_BINS};
static const histogram_scale noise_scale = {.low = LEVEL_FLOOR_DBFS, .step = 0.5f, .n_bins = NOISE_BINS};

typedef struct level_state {
    active_level meter;
    float run_dbfs[SMOOTH_HOPS]; /* the last hops of the speech that goes on; a ring */
    uint32_t run_length;
    uint32_t levels[RANGE_BINS];
    uint32_t noise[NOISE_BINS]; /* the noise floor, at hops without any sound on the line */
} level_state;

static void level_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    level_state *s = state;
    active_level_push(&s->meter, own);
    if (!(own->flags & HOP_SPEECH)) {
        s->run_length = 0;
        if (!(own->flags & (HOP_MUSIC | HOP_TONE | HOP_GAP)))
            histogram_add(&noise_scale, s->noise, own->noise_dbfs);
        return;
    }
    s->run_dbfs[s->run_length++ % SMOOTH_HOPS] = own->level_dbfs;
    if (s->run_length < SMOOTH_HOPS || own->f0_hz <= 0.0f)
        return;
    float sum = 0.0f;
    for (int i = 0; i < SMOOTH_HOPS; i++)
        sum += s->run_dbfs[i];
    histogram_add(&range_scale, s->levels, sum / SMOOTH_HOPS);
}

static void level_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const level_state *s = state;
    double speech_s = active_level_speech_s(&s->meter);
    double level_dbfs = active_level_read(&s->meter);
    reading_set(&out[0], level_dbfs, speech_s, LEVEL_NEED_S);

    double noise_s = (double)histogram_total(&noise_scale, s->noise) * HOP_S;
    if (noise_s < NOISE_NEED_S)
        reading_absent(&out[2], "no_pause");
    else
        reading_set(&out[2], level_dbfs - histogram_quantile(&noise_scale, s->noise, 0.5), speech_s, LEVEL_NEED_S);

    if (readings_mixed(&out[1], 1))
        return;
    double p10 = histogram_quantile(&range_scale, s->levels, 0.1);
    double p90 = histogram_quantile(&range_scale, s->levels, 0.9);
    reading_set(&out[1], p90 - p10, speech_s, RANGE_NEED_S);
}

static const ct_measure_info level_readings[] = {
    {
        .name = "active_level",
        .title_en = "Volume",
        .title_zh = "音量",
        .unit = CT_UNIT_DBFS,
        .scope = CT_SCOPE_SIDE,
        .definition_en =
            "Active speech level of own speech in the manner of ITU-T P.56 method B: pauses do not lower it. "
            "0 dBFS is a full-scale square wave. It depends on telephone and line as well as on the voice. "
            "Needs 3 s of speech.",
        .definition_zh = "本方说话的有效语音电平（按 ITU-T P.56 方法 B 的思路），停顿不会拉低它；0 dBFS 为满幅方波。"
                         "除嗓音外还受话机和线路影响。至少要有 3 秒说话。",
        .source = STANDARD_DOCUMENT "音量适当(1)(2); ITU-T P.56; RFC 7874 section 4",
    },
    {
        .name = "level_range",
        .title_en = "Range of volume",
        .title_zh = "音量起伏",
        .unit = CT_UNIT_DB,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en = "Level of own voiced speech over 50 ms, 90th less 10th percentile. Needs 5 s of speech.",
        .definition_zh = "本方浊音每 50 毫秒的音量，90% 分位减 10% 分位。至少要有 5 秒说话。",
        .source = STANDARD_DOCUMENT "合适的语调(抑扬顿挫); calltone",
    },
    {
        .name = "snr",
        .title_en = "Speech over noise (proxy)",
        .title_zh = "信噪比（参考）",
        .unit = CT_UNIT_DB,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .definition_en =
            "Volume less the median noise floor of the line between own speech. A hint at the microphone, the "
            "room and the line, not at the speaker. Needs 3 s of speech and 1 s without sound.",
        .definition_zh = "本方音量 − 不说话时线路底噪的中位数。反映麦克风、环境和线路，不代表说话人的表现。"
                         "至少要有 3 秒说话和 1 秒安静。",
        .source = STANDARD_DOCUMENT "音量适当(3)(话筒位置); calltone",
    },
};

const ct_measure ct_measure_level = {
    .readings = level_readings,
    .n_readings = sizeof(level_readings) / sizeof(level_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(level_state),
    .push_hop = level_hop,
    .read = level_read,
};
