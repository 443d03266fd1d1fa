/* The colour of a voice: where its spectrum has its centre, and how fast it falls off. Medians over voiced speech.
 *
 * On a telephone line both say as much of handset, codec and line as of the voice; there is no defensible limit, only a
 * trend of the same person on the same line. */
#include "base/histogram.h"
#include "measures/measuring.h"

#define CENTROID_BINS 161 /* 200 to 3400 Hz */
#define TILT_BINS     401 /* -30 to 10 dB per octave */
#define COLOUR_NEED_S 5.0 /* voiced speech with a spectrum */

static const histogram_scale centroid_scale = {.low = 200.0f, .step = 20.0f, .n_bins = CENTROID_BINS};
static const histogram_scale tilt_scale = {.low = -30.0f, .step = 0.1f, .n_bins = TILT_BINS};

typedef struct colour_state {
    uint64_t hops;
    uint32_t centroids[CENTROID_BINS], tilts[TILT_BINS];
} colour_state;

static void colour_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    const unsigned wanted = HOP_SPEECH | HOP_SPECTRUM;
    colour_state *s = state;
    if ((own->flags & wanted) != wanted || own->f0_hz <= 0.0f)
        return;
    s->hops++;
    histogram_add(&centroid_scale, s->centroids, own->centroid_hz);
    histogram_add(&tilt_scale, s->tilts, own->tilt_db_per_octave);
}

static void colour_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const colour_state *s = state;
    if (readings_mixed(out, 2))
        return;
    double voiced_s = (double)s->hops * HOP_S;
    reading_set(&out[0], histogram_quantile(&centroid_scale, s->centroids, 0.5), voiced_s, COLOUR_NEED_S);
    reading_set(&out[1], histogram_quantile(&tilt_scale, s->tilts, 0.5), voiced_s, COLOUR_NEED_S);
}

static const ct_measure_info colour_readings[] = {
    {
        .name = "brightness",
        .title_en = "Brightness of the voice (proxy)",
        .title_zh = "声音明亮度（参考）",
        .unit = CT_UNIT_HZ,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT_COLOUR,
        .definition_en =
            "Centre of gravity of the spectrum of own voiced speech, 200 to 3400 Hz, median. Depends on "
            "handset and line too: a trend of the same person, never a verdict. Needs 5 s of voiced speech.",
        .definition_zh = "本方浊音频谱（200~3400 Hz）重心的中位数。受话机和线路影响，只看同一人的变化趋势，不作评判。"
                         "至少要有 5 秒浊音。",
        .source = STANDARD_DOCUMENT "微笑、语言规范第2条(语调柔和); calltone",
    },
    {
        .name = "spectral_tilt",
        .title_en = "Fall of the spectrum (proxy)",
        .title_zh = "频谱倾斜（参考）",
        .unit = CT_UNIT_DB_PER_OCTAVE,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT) | FAULT_COLOUR,
        .definition_en =
            "Slope of the spectrum of own voiced speech, 300 to 3400 Hz, median; steeper (more negative) is "
            "softer, flatter is more pressed. Depends on handset and line too. Needs 5 s of voiced speech.",
        .definition_zh = "本方浊音频谱（300~3400 Hz）斜率的中位数，越陡（越负）越柔和，越平越紧。受话机和线路影响。"
                         "至少要有 5 秒浊音。",
        .source = STANDARD_DOCUMENT "语言规范第2条(语音甜美,语调柔和); calltone",
    },
};

const ct_measure ct_measure_colour = {
    .readings = colour_readings,
    .n_readings = sizeof(colour_readings) / sizeof(colour_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(colour_state),
    .push_hop = colour_hop,
    .read = colour_read,
};
