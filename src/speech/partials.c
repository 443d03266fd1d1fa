/* A spectrum of 32 ms tells most sounds from tones; only what may be a tone, now as 30 ms ago, gets a transform of
 * 50 ms. */
#include "speech/partials.h"

#include <math.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

#define PI               3.14159265358979323846
#define TINY             1e-12f
#define COARSE_HZ        31.25f
#define COARSE_FIRST     5 /* bins of 156 to 3600 Hz */
#define COARSE_LAST      115
#define COARSE_HALF      2      /* bins to each side that a partial fills */
#define COARSE_ROOM      3      /* and its neighbours, when asked what else there is */
#define COARSE_SHARE     0.97f  /* a little less than TONE_SHARE: this window sees other samples */
#define COARSE_SPREAD_HZ 20.0f  /* a lone tone in this window spreads over 17.5 Hz, two 40 Hz apart over 26 */
#define COARSE_APART_HZ  160.0f /* closer ones disturb each other here */
#define STEADY_HZ        5.0f   /* movement of a tone in 30 ms; the closer look allows 2 */
#define STEADY_DB        1.5f   /* as much as the closer look allows, of the same level */
#define BEAT_HZ          15.0f  /* the same for two that beat; the closer look allows 6 */
#define BEAT_DB          3.0f
#define FINE_HZ          15.625f
#define FINE_FIRST       10
#define FINE_LAST        230
#define FINE_BINS        257
#define VOICE_FIRST      13 /* bins of 200 to 3400 Hz, of whose power a tone holds its share */
#define VOICE_LAST       217
#define TONE_HALF        3     /* bins to each side that a partial fills */
#define PAIR_HALF        6     /* bins to each side that two partials up to 60 Hz apart fill */
#define PAIR_SPREAD_HZ   35.0f /* and how far they then spread */
#define TONE_SHARE       0.98f

size_t partials_plan_bytes(void)
{
    return fft_plan_bytes(PARTIALS_POINTS);
}

void partials_tables_start(partials_tables *t, void *plan)
{
    t->plan = fft_plan_place(plan, PARTIALS_POINTS);
    for (int i = 0; i < PARTIALS_WINDOW; i++)
        t->hann[i] = (float)(0.5 - 0.5 * cos(2.0 * PI * (i + 0.5) / PARTIALS_WINDOW));
}

static float greatest(const float *power, int from, int to)
{
    float lane[LANES] = {0};
    int k = from;
    for (; k + LANES - 1 <= to; k += LANES)
        for (int i = 0; i < LANES; i++)
            lane[i] = maxf(lane[i], power[k + i]);
    for (; k <= to; k++)
        lane[0] = maxf(lane[0], power[k]);
    float most = 0;
    for (int i = 0; i < LANES; i++)
        most = maxf(most, lane[i]);
    return most;
}

static int place_of(const float *power, int from, int to, float value)
{
    int k = from;
    while (k < to && power[k] != value)
        k++;
    return k;
}

static int strongest(const float *power, int from, int to)
{
    return place_of(power, from, to, greatest(power, from, to));
}

static float sum_of(const float *power, int from, int to)
{
    float sum = 0;
    for (int k = from; k <= to; k++)
        sum += power[k];
    return sum;
}

/* Of two stretches of bins, the place of the stronger one's peak. */
static int stronger(const float *power, int first, int below_to, int above_from, int last)
{
    int below = strongest(power, first, below_to), above = strongest(power, above_from, last);
    return below_to >= first && (above_from > last || power[below] > power[above]) ? below : above;
}

/* Power around a bin, its mean place and spread, in bins. */
static float partial(const float *power, int at, int half, float *place, float *spread)
{
    float sum = 0, first = 0, second = 0;
    for (int k = at - half; k <= at + half; k++) {
        float d = (float)(k - at);
        sum += power[k];
        first += power[k] * d;
        second += power[k] * d * d;
    }
    float mean = first / (sum + TINY);
    *place = (float)at + mean;
    *spread = sqrtf(maxf(second / (sum + TINY) - mean * mean, 0.0f));
    return sum;
}

WIDE_LANES void partials_look(partials_state *out, const float *power)
{
    float total = sum_of(power, VOICE_FIRST / 2 + 1, VOICE_LAST / 2) + TINY, place, spread;
    int one = strongest(power, COARSE_FIRST, COARSE_LAST);
    float share = partial(power, one, COARSE_HALF, &place, &spread);
    *out = (partials_state){.peak_hz = COARSE_HZ * place, .second_hz = COARSE_HZ * place};
    if (share < 0.4f * COARSE_SHARE * total)
        return;
    out->tonal = partial(power, one, COARSE_ROOM, &place, &spread) > COARSE_SHARE * total;
    out->beats = COARSE_HZ * spread > COARSE_SPREAD_HZ;
    if (out->tonal)
        return;
    int two = stronger(power, COARSE_FIRST, one - COARSE_ROOM - 1, one + COARSE_ROOM + 1, COARSE_LAST);
    share += partial(power, two, COARSE_HALF, &place, &spread);
    out->second_hz = COARSE_HZ * place;
    out->tonal = share > COARSE_SHARE * total;
    out->beats = fabsf(out->second_hz - out->peak_hz) < COARSE_APART_HZ;
}

void partials_tell(const partials_state *s, moment *out)
{
    out->peak_hz = s->peak_hz;
    out->second_hz = s->second_hz;
    out->tonal = s->tonal;
    out->beats = s->beats;
}

bool partials_may_be_tone(const moment *a, const moment *b)
{
    bool beats = a->beats || b->beats;
    if (!a->tonal || !b->tonal || fabsf(a->level_db - b->level_db) > (beats ? BEAT_DB : STEADY_DB))
        return false;
    float low_a = minf(a->peak_hz, a->second_hz), high_a = maxf(a->peak_hz, a->second_hz);
    float low_b = minf(b->peak_hz, b->second_hz), high_b = maxf(b->peak_hz, b->second_hz),
          most = beats ? BEAT_HZ : STEADY_HZ;
    return fabsf(low_a - low_b) < most && fabsf(high_a - high_b) < most;
}

static void spectrum_of(const partials_tables *t, const float *window, float *power)
{
    float windowed[PARTIALS_POINTS] = {0};
    fft_bin bins[FINE_BINS];
    for (int i = 0; i < PARTIALS_WINDOW; i++)
        windowed[i] = window[i] * t->hann[i];
    fft_forward(t->plan, windowed, bins);
    for (int k = 0; k < FINE_BINS; k++)
        power[k] = bins[k].re * bins[k].re + bins[k].im * bins[k].im;
}

void partials_push(const partials_tables *t, const float *x, moment *out)
{
    float power[FINE_BINS], place, spread;
    spectrum_of(t, x - PARTIALS_BEFORE, power);
    float total = sum_of(power, VOICE_FIRST, VOICE_LAST) + TINY;
    int one = strongest(power, FINE_FIRST, FINE_LAST);
    float share = partial(power, one, PAIR_HALF, &place, &spread) / total;
    out->looked_at = true;
    out->tone_hz[0] = FINE_HZ * place;
    out->tone_spread_hz = FINE_HZ * spread;
    out->tone_hz[1] = 0;
    out->concentrated = share > TONE_SHARE && out->tone_spread_hz < PAIR_SPREAD_HZ;
    if (out->concentrated)
        return;
    share = partial(power, one, TONE_HALF, &place, &spread) / total;
    out->tone_hz[0] = FINE_HZ * place;
    out->tone_spread_hz = FINE_HZ * spread;
    if (share < 0.4f * TONE_SHARE)
        return;
    int two = stronger(power, FINE_FIRST, one - TONE_HALF - 1, one + TONE_HALF + 1, FINE_LAST);
    float part = partial(power, two, TONE_HALF, &place, &spread) / total;
    out->tone_hz[1] = FINE_HZ * place;
    out->concentrated = share + part > TONE_SHARE && share + part < 1.03f; /* more: the two overlap */
}
