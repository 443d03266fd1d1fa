/* Intonation: where a side's pitch lies and how much it moves, in semitones, so that all voices are on one scale.
 *
 * Liveliness is the SD of F0 in windows of 10 s, as Hincks 2005 has it, with two differences: semitones instead of the
 * SD divided by the mean (equal semitones are heard as equal steps: Traunmüller & Eriksson 1995), and windows of 10 s
 * of speech instead of 10 s of time, since in a dialogue a window of time holds anything from nothing to 10 s of
 * speech. The median over windows is reported. Lexical tones add to the SD: figures from Swedish or English are a floor
 * for Mandarin.
 *
 * How the pitch is cleaned before: see pitch_line.c. */
#include <math.h>

#include "base/histogram.h"
#include "base/units.h"
#include "measures/measuring.h"
#include "measures/pitch_line.h"

#define SD_BINS       301  /* 0 to 15 st */
#define PITCH_NEED_S  10.0 /* speech */
#define VOICED_NEED_S 3.0
#define FLAT_NEED_S   30.0 /* speech: three windows, or a share of them says nothing */

static const histogram_scale sd_scale = {.low = 0.0f, .step = 0.05f, .n_bins = SD_BINS};

/* What the finished windows said. */
typedef struct pitch_tally {
    uint32_t windows, flat;
    uint64_t flat_start; /* of the flat run that goes on */
    bool flat_runs;
    uint64_t longest_flat; /* hops */
    uint32_t sd[SD_BINS];
} pitch_tally;

typedef struct pitch_state {
    pitch_line line;
    pitch_tally tally;
} pitch_state;

/* Book a window; one with too little voice is passed over and breaks no flat run. */
static void pitch_tally_window(pitch_tally *tally, const pitch_window *window)
{
    double sd = pitch_window_sd(window);
    if (sd < 0)
        return;
    histogram_add(&sd_scale, tally->sd, (float)sd);
    tally->windows++;
    if (sd >= PITCH_FLAT_SD_ST) {
        tally->flat_runs = false;
        return;
    }
    tally->flat++;
    if (!tally->flat_runs)
        tally->flat_start = window->start;
    tally->flat_runs = true;
    if (window->end - tally->flat_start > tally->longest_flat)
        tally->longest_flat = window->end - tally->flat_start;
}

static void pitch_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    pitch_state *s = state;
    pitch_step step = pitch_line_push(&s->line, own->flags & HOP_SPEECH, own->f0_hz, index);
    if (step.full)
        pitch_tally_window(&s->tally, &step.done);
}

static void pitch_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const pitch_state *s = state;
    const pitch_line *line = &s->line;
    if (readings_mixed(out, 5))
        return;
    double speech_s = (double)line->speech_hops * HOP_S;
    if ((double)line->voiced_hops * HOP_S < VOICED_NEED_S) {
        for (int i = 0; i < 5; i++)
            reading_too_little(&out[i], speech_s);
        return;
    }
    pitch_tally tally = s->tally;
    if (line->window.speech_hops >= PITCH_LAST_HOPS)
        pitch_tally_window(&tally, &line->window);

    double p10 = histogram_quantile(&pitch_st_scale, line->st, 0.1);
    double p90 = histogram_quantile(&pitch_st_scale, line->st, 0.9);
    double windows = tally.windows > 0 ? tally.windows : 1.0;
    double windows_s = tally.windows > 0 ? speech_s : 0.0;
    reading_set(&out[0], hz_of_st(histogram_quantile(&pitch_st_scale, line->st, 0.5)), speech_s, PITCH_NEED_S);
    reading_set(&out[1], histogram_quantile(&sd_scale, tally.sd, 0.5), windows_s, PITCH_NEED_S);
    reading_set(&out[2], p90 - p10, speech_s, PITCH_NEED_S);
    reading_set(&out[3], tally.flat / windows, windows_s, FLAT_NEED_S);
    reading_set(&out[4], (double)tally.longest_flat * HOP_S, windows_s, FLAT_NEED_S);
}

static const ct_measure_info pitch_readings[] = {
    {
        .name = "pitch_median",
        .title_en = "Pitch, median",
        .title_zh = "音高（中位数）",
        .unit = CT_UNIT_HZ,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT),
        .definition_en =
            "Median fundamental frequency of own voiced speech. Compare with the same speaker's other calls "
            "only: it depends on sex and age. Needs 10 s of speech, 3 s of it voiced.",
        .definition_zh =
            "本方浊音基频的中位数。因性别、年龄而异，只宜与同一人的其他通话比较。至少要有 10 秒说话，其中浊音 3 秒。",
        .source = STANDARD_DOCUMENT "合适的语调(1)(语调不能太高)",
    },
    {
        .name = "pitch_sd",
        .title_en = "Liveliness of intonation",
        .title_zh = "语调起伏",
        .unit = CT_UNIT_SEMITONES,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en =
            "Standard deviation of the pitch in semitones in each 10 s of own speech, the middle one of all. "
            "The last piece counts from 5 s on. Lexical tones are part of it. Needs 10 s of speech, 3 s of "
            "it voiced.",
        .definition_zh =
            "每 10 秒说话算一次音高的标准差（半音），取各段的中位数；末段满 5 秒也算。普通话的声调包含在内。"
            "至少要有 10 秒说话，其中浊音 3 秒。",
        .source = STANDARD_DOCUMENT "合适的语调(1)(抑扬顿挫); Hincks 2005; Traunmüller & Eriksson 1995",
    },
    {
        .name = "pitch_range",
        .title_en = "Range of intonation",
        .title_zh = "语调幅度",
        .unit = CT_UNIT_SEMITONES,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en = "Pitch of own speech over the call, 90th less 10th percentile, in semitones. Needs 10 s of "
                         "speech, 3 s of it voiced.",
        .definition_zh = "全程音高的 90% 分位减 10% 分位（半音）。至少要有 10 秒说话，其中浊音 3 秒。",
        .source = STANDARD_DOCUMENT "合适的语调(1); Traunmüller & Eriksson 1995",
    },
    {
        .name = "flat_share",
        .title_en = "Share of flat speech",
        .title_zh = "平淡语调占比",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en =
            "Share of the 10 s pieces of own speech whose pitch varies by less than 2.5 semitones (standard "
            "deviation). Needs 30 s of speech.",
        .definition_zh = "本方说话每 10 秒为一段，音高标准差不到 2.5 个半音的段所占比例。至少要有 30 秒说话。",
        .source = STANDARD_DOCUMENT "合适的语调(2)(太过平淡的声音会使人注意力分散); limit: calltone after Hincks 2005",
    },
    {
        .name = "longest_flat",
        .title_en = "Longest flat stretch",
        .title_zh = "最长平淡段",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT(NOISE),
        .definition_en =
            "Time of the call from the start to the end of the longest run of flat 10 s pieces (see Share of "
            "flat speech), the other side's turns between them included. Needs 30 s of speech.",
        .definition_zh =
            "连续的平淡段（见“平淡语调占比”）从头到尾的最长通话时间，其间对方说话的时间也计入。至少要有 30 秒说话。",
        .source = STANDARD_DOCUMENT "合适的语调(2); calltone",
    },
};

const ct_measure ct_measure_pitch = {
    .readings = pitch_readings,
    .n_readings = sizeof(pitch_readings) / sizeof(pitch_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(pitch_state),
    .push_hop = pitch_hop,
    .read = pitch_read,
};
