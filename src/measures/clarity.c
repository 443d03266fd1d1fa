/* Clarity: how deeply speech is modulated at the rate of syllables, 3 to 8 Hz.
 *
 * The modulation index of Houtgast & Steeneken 1985, taken over that band as a whole: with e the magnitude of the hops
 * and b the same band-passed to 3-8 Hz, index = sqrt(2 mean(b^2)) / mean(e), so that a tone whose magnitude is
 * 1 + m sin(2 pi 5 t) has the index m. Mumbling, haste, reverberation and noise fill the valleys between syllables and
 * lower it. It is computed for each 4 s of speech, so that louder and softer parts weigh the same, and averaged. */
#include <math.h>

#include "measures/measuring.h"

#define SECTIONS       2
#define WINDOW_HOPS    400 /* 4 s of speech, a dozen syllables */
#define SETTLE_HOPS    25  /* of a run of speech, until the filter has forgotten how it began */
#define CLARITY_NEED_S 12.0

/* Band-pass 3-8 Hz at 100 hops a second, Butterworth: scipy.signal.butter(2, [3, 8], 'bp', fs=100, output='sos'). */
static const double band_pass[SECTIONS][5] = {
    /* b0, b1, b2, a1, a2 */
    {0.02008337, 0.04016673, 0.02008337, -1.56832769, 0.74093428},
    {1.0, -2.0, 1.0, -1.82393005, 0.86559842},
};

typedef struct clarity_state {
    uint64_t speech_hops;
    double memory[SECTIONS][2];
    double sum, sum_band2; /* of the window that fills: magnitude, square of the band-passed magnitude */
    uint32_t window_hops;
    double index_sum; /* of the finished windows */
    uint32_t windows;
} clarity_state;

/* Direct form II transposed. */
static double clarity_filter(clarity_state *s, double x)
{
    for (int i = 0; i < SECTIONS; i++) {
        const double *c = band_pass[i];
        double y = c[0] * x + s->memory[i][0];
        s->memory[i][0] = c[1] * x - c[3] * y + s->memory[i][1];
        s->memory[i][1] = c[2] * x - c[4] * y;
        x = y;
    }
    return x;
}

static void clarity_close_window(clarity_state *s)
{
    if (s->sum > 0.0) {
        double index = sqrt(2.0 * s->sum_band2 * s->window_hops) / s->sum;
        s->index_sum += fmin(index, 1.0);
        s->windows++;
    }
    s->sum = s->sum_band2 = 0.0;
    s->window_hops = 0;
}

static void clarity_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    clarity_state *s = state;
    if (!(own->flags & HOP_SPEECH))
        return;
    double band = clarity_filter(s, (double)own->mean_abs);
    if (s->speech_hops++ < SETTLE_HOPS)
        return;
    s->sum += (double)own->mean_abs;
    s->sum_band2 += band * band;
    if (++s->window_hops == WINDOW_HOPS)
        clarity_close_window(s);
}

static void clarity_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const clarity_state *s = state;
    double speech_s = (double)s->speech_hops * HOP_S;
    if (s->windows == 0)
        reading_too_little(&out[0], speech_s);
    else
        reading_set(&out[0], s->index_sum / s->windows, speech_s, CLARITY_NEED_S);
}

static const ct_measure_info clarity_readings[] = {
    {
        .name = "clarity",
        .title_en = "Clarity (proxy)",
        .title_zh = "吐字清晰度（参考）",
        .unit = CT_UNIT_INDEX,
        .scope = CT_SCOPE_SIDE,
        .proxy = true,
        .spoiled_by = FAULT(SHORT) | FAULT_COLOUR | FAULT(DROPOUTS),
        .definition_en =
            "How clearly syllables stand apart: depth of the modulation of own speech at 3 to 8 Hz, 0 to 1. "
            "Codec, room and noise lower it too, so compare calls on the same line only. Needs 12 s of "
            "speech.",
        .definition_zh = "音节之间是否分明：本方说话响度在 3~8 Hz 上的起伏深度，0~1。编码、房间混响和噪声也会拉低它，"
                         "只宜在相同线路之间比较。至少要有 12 秒说话。",
        .source = STANDARD_DOCUMENT "语言规范第2条(咬字清晰); modulation index: Houtgast & Steeneken 1985",
    },
};

const ct_measure ct_measure_clarity = {
    .readings = clarity_readings,
    .n_readings = sizeof(clarity_readings) / sizeof(clarity_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(clarity_state),
    .push_hop = clarity_hop,
    .read = clarity_read,
};
