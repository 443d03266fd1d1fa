/* One Hann window of 50 ms, zero-padded to 512 points, serves everything that follows:
 * - pitch candidates: autocorrelation of the weighted power spectrum, divided by the window's own (Boersma,
 *   "Accurate short-term analysis of the fundamental frequency ...", 1993), and at each candidate the normalised
 *   cross-correlation of two stretches of 20 ms (Talkin, "A robust algorithm for pitch tracking", 1995);
 * - 17 mel bands from 150 to 3200 Hz for syllables;
 * - fine structure for music: the log spectrum at 31 Hz minus its mean over +-4 bins, compared with 80 and 120 ms
 *   before. Held notes stay put that long, the harmonics of a voice do not;
 * - the two strongest partials, for tones. */
#include "speech/spectrum.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define PI             3.14159265358979323846
#define BIN_HZ         15.625f
#define TINY           1e-12f
#define LEAST_PEAK     0.1f  /* of a candidate's autocorrelation */
#define OCTAVE_COST    0.01f /* per octave of lag: of equals the shorter wins */
#define STRETCH        160   /* samples compared by the cross-correlation */
#define FAINT_DB       5.0f  /* so far below the threshold of speech no voice is sought */
#define WEAK           0.2f  /* candidates under it are not compared: they cannot win */
#define TONE_FIRST     10    /* bins of 156 to 3600 Hz */
#define TONE_LAST      230
#define TONE_HALF      3     /* bins to each side that a partial fills */
#define PAIR_HALF      6     /* bins to each side that two partials up to 60 Hz apart fill */
#define PAIR_SPREAD_HZ 35.0f /* and how far they then spread */
#define TONE_SHARE     0.98f

size_t spectrum_plans_bytes(void)
{
    return ((fft_plan_bytes(SPECTRUM_POINTS) + 15) & ~(size_t)15) + fft_plan_bytes(128);
}

static double mel(double hz)
{
    return 1127.0 * log(1.0 + hz / 700.0);
}

/* 20 triangles in equal steps of mel from 80 to 3900 Hz, of which 1 to 17 are used. */
static void start_bands(spectrum_tables *t)
{
    double low = mel(80.0), step = (mel(3900.0) - low) / 21.0;
    for (int b = 0; b < 17; b++) {
        double left = low + (b + 1) * step, centre = left + step, right = centre + step;
        int first = 0, last = 0;
        for (int k = 1; k < SPECTRUM_BINS; k++) {
            double m = mel(k * (double)BIN_HZ);
            double w = m <= centre ? (m - left) / step : (right - m) / step;
            if (w <= 0)
                continue;
            first = first > 0 ? first : k;
            last = k;
            t->band_weight[b][k - first] = (float)w;
        }
        t->band_first[b] = first;
        t->band_bins[b] = (last - first + 8) & ~7;
        t->band_octave[b] = (float)log2(0.5 * BIN_HZ * (first + last));
        t->band_width_db[b] = (float)(10.0 * log10(last - first + 1.0));
    }
}

/* Which bins make the low power and the centre of gravity. */
static void start_colour(spectrum_tables *t)
{
    for (int k = 0; k < SPECTRUM_BINS; k++) {
        t->low_weight[k] = k >= 1 && k < 10 ? 1.0f : 0.0f;      /* below 150 Hz */
        t->voice_weight[k] = k >= 13 && k <= 217 ? 1.0f : 0.0f; /* 200 to 3400 Hz */
        t->bin_number[k] = t->voice_weight[k] * (float)k;
    }
}

static void start_window(spectrum_tables *t)
{
    double power = 0;
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
        double w = 0.5 - 0.5 * cos(2.0 * PI * (i + 0.5) / WINDOW_SAMPLES);
        t->hann[i] = (float)w;
        power += w * w;
    }
    t->power_scale = (float)(2.0 / (power * SPECTRUM_POINTS));
    for (int l = 0; l < AUTOCORR_LAGS; l++) {
        double sum = 0;
        for (int i = 0; i + 2 * l < WINDOW_SAMPLES; i++)
            sum += (double)t->hann[i] * t->hann[i + 2 * l];
        t->window_lags[l] = (float)(power / sum);
        t->lag_cost[l] = l > 0 ? OCTAVE_COST * (float)log2(2.0 * l / LAG_MIN) : 0.0f;
    }
}

/* 0 below 60 Hz, 1 to 1500 Hz, a raised cosine down to 0 at 2000 Hz, where the correlation ends. */
static void start_pitch_weight(spectrum_tables *t)
{
    for (int k = 0; k < SPECTRUM_BINS; k++) {
        double hz = k * (double)BIN_HZ;
        t->pitch_weight[k] = hz < 60 || hz > 2000 ? 0.0f
                             : hz < 1500          ? 1.0f
                                                  : (float)(0.5 + 0.5 * cos(PI * (hz - 1500) / 500));
    }
}

void spectrum_tables_start(spectrum_tables *t, void *plans)
{
    memset(t, 0, sizeof *t);
    t->plan = fft_plan_place(plans, SPECTRUM_POINTS);
    char *second = (char *)plans + ((fft_plan_bytes(SPECTRUM_POINTS) + 15) & ~(size_t)15);
    autocorr_start(&t->correlate, fft_plan_place(second, 128));
    start_window(t);
    start_pitch_weight(t);
    start_bands(t);
    start_colour(t);
}

void spectrum_start(spectrum_state *s)
{
    memset(s, 0, sizeof *s);
}

void spectrum_skip(spectrum_state *s, long hop, moment *out)
{
    s->fine_known[hop & (FINE_MEMORY - 1)] = false;
    out->heard = false;
}

/* How far the bands moved against each other since 60 ms ago: much in a mouth, little in an instrument. */
static void shape_change(spectrum_state *s, long t, moment *out)
{
    float *shape = s->shape[t & (FINE_MEMORY - 1)], mean = 0, sum = 0;
    const float *before = s->shape[(t - 6) & (FINE_MEMORY - 1)];
    for (int b = 0; b < 17; b++) {
        shape[b] = db_fast(out->band[b] + 1e-8f);
        mean += shape[b] / 17;
    }
    for (int b = 0; b < 17; b++) {
        shape[b] -= mean;
        sum += fabsf(shape[b] - before[b]);
    }
    out->change_db = t >= 6 && s->fine_known[(t - 6) & (FINE_MEMORY - 1)] ? sum / 17 : 0.0f;
}

static float likeness(const spectrum_state *s, long t, long before)
{
    if (t < before || !s->fine_known[(t - before) & (FINE_MEMORY - 1)])
        return 0.0f;
    return dot_lanes(s->fine[t & (FINE_MEMORY - 1)], s->fine[(t - before) & (FINE_MEMORY - 1)], FINE_BINS);
}

static void fine_structure(spectrum_state *s, const float *power, long t, moment *out)
{
    float logs[FINE_BINS + 8], smooth[FINE_BINS] = {0}, *fine = s->fine[t & (FINE_MEMORY - 1)];
    for (int i = 0; i < FINE_BINS + 8; i++) {
        int k = 2 * (FINE_FIRST - 3 + i); /* pairs of bins: the resolution of 32 ms */
        logs[i] = log2_fast(0.5f * power[k - 1] + power[k] + 0.5f * power[k + 1] + TINY);
    }
    for (int k = 0; k < 9; k++)
        for (int i = 0; i < FINE_BINS; i++)
            smooth[i] += logs[i + k];
    for (int i = 0; i < FINE_BINS; i++)
        fine[i] = logs[i + 4] - smooth[i] / 9.0f;
    float square = dot_lanes(fine, fine, FINE_BINS);
    float scale = 1.0f / sqrtf(square + TINY);
    for (int i = 0; i < FINE_BINS; i++)
        fine[i] *= scale;
    s->fine_known[t & (FINE_MEMORY - 1)] = true;
    out->fine = 0.5f * (likeness(s, t, 8) + likeness(s, t, 12));
}

static void bands(const spectrum_tables *t, const float *power, moment *out)
{
    for (int b = 0; b < 17; b++)
        out->band[b] = dot_lanes(t->band_weight[b], power + t->band_first[b], t->band_bins[b]);
    for (int b = 17; b < BANDS; b++)
        out->band[b] = 0;
}

/* Slope by the mel bands' regression over octaves, centre of gravity, power below 150 Hz. */
static void colour(const spectrum_tables *t, const float *power, moment *out)
{
    float low = dot_lanes(t->low_weight, power, 16);
    float total = dot_lanes(t->voice_weight + 12, power + 12, 208);
    float first = dot_lanes(t->bin_number + 12, power + 12, 208);
    out->low_db = db_fast(low + TINY);
    out->centroid_hz = BIN_HZ * first / (total + TINY);
    out->energy_db = db_fast(total + low + 1e-10f);

    float n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (int b = 2; b < 17; b++) { /* from about 300 Hz */
        float x = t->band_octave[b], y = db_fast(out->band[b] + TINY) - t->band_width_db[b];
        n += 1;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    out->tilt = (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

static float greatest(const float *power, int from, int to)
{
    float lane[4] = {0};
    int k = from;
    for (; k + 3 <= to; k += 4)
        for (int i = 0; i < 4; i++)
            lane[i] = maxf(lane[i], power[k + i]);
    for (; k <= to; k++)
        lane[0] = maxf(lane[0], power[k]);
    return maxf(maxf(lane[0], lane[1]), maxf(lane[2], lane[3]));
}

static int place_of(const float *power, int from, int to, float value)
{
    int k = from;
    while (k < to && power[k] != value)
        k++;
    return k;
}

/* Power around a bin, its mean frequency and spread. */
static float partial(const float *power, int at, int half, float *hz, float *spread)
{
    float sum = 0, first = 0, second = 0;
    int low = at - half < 1 ? 1 : at - half, high = at + half > 255 ? 255 : at + half;
    for (int k = low; k <= high; k++) {
        float d = (float)(k - at);
        sum += power[k];
        first += power[k] * d;
        second += power[k] * d * d;
    }
    float mean = first / (sum + TINY);
    *hz = BIN_HZ * ((float)at + mean);
    *spread = BIN_HZ * sqrtf(maxf(second / (sum + TINY) - mean * mean, 0.0f));
    return sum;
}

static void partials(const spectrum_tables *t, const float *power, moment *out)
{
    float total = dot_lanes(t->voice_weight + 12, power + 12, 208) + TINY;
    int one = place_of(power, TONE_FIRST, TONE_LAST, greatest(power, TONE_FIRST, TONE_LAST));
    float share = partial(power, one, PAIR_HALF, &out->tone_hz[0], &out->tone_spread_hz) / total;
    out->peak_hz = out->tone_hz[0];
    out->tone_hz[1] = 0;
    out->concentrated = share > TONE_SHARE && out->tone_spread_hz < PAIR_SPREAD_HZ;
    if (out->concentrated)
        return;
    share = partial(power, one, TONE_HALF, &out->tone_hz[0], &out->tone_spread_hz) / total;
    out->peak_hz = out->tone_hz[0];
    if (share < 0.4f * TONE_SHARE)
        return;
    int below_to = one - TONE_HALF - 1, above_from = one + TONE_HALF + 1;
    float below = greatest(power, TONE_FIRST, below_to), above = greatest(power, above_from, TONE_LAST), spread;
    int two =
        below > above ? place_of(power, TONE_FIRST, below_to, below) : place_of(power, above_from, TONE_LAST, above);
    float part = partial(power, two, TONE_HALF, &out->tone_hz[1], &spread) / total;
    out->concentrated = share + part > TONE_SHARE && share + part < 1.03f; /* more: the two overlap */
}

static const float *stretch_before(const float *window, int lag)
{
    return window + WINDOW_SAMPLES / 2 - (lag + STRETCH) / 2;
}

/* Correlation of two stretches `lag` apart, placed evenly about the centre of the window. */
static float cross(const float *window, int lag)
{
    const float *a = stretch_before(window, lag);
    return dot_lanes(a, a + lag, STRETCH);
}

static float cross_scale(const float *window, int lag)
{
    const float *a = stretch_before(window, lag), *b = a + lag;
    return 1.0f / sqrtf(dot_lanes(a, a, STRETCH) * dot_lanes(b, b, STRETCH) + TINY);
}

static float vertex(float left, float mid, float right, float *at)
{
    float bend = left - 2.0f * mid + right;
    *at = bend < -1e-9f ? clampf(0.5f * (left - right) / bend, -0.5f, 0.5f) : 0.0f;
    return mid - 0.25f * (left - right) * *at;
}

/* Place a candidate to a fraction of a sample, and let the waveform speak for it beside the spectrum. */
static void refine(const float *window, candidate *c)
{
    int lag = (int)(c->lag + 0.5f);
    float at, n = vertex(cross(window, lag - 1), cross(window, lag), cross(window, lag + 1), &at);
    c->lag = (float)lag + at;
    c->strength = clampf(0.5f * (c->strength + n * cross_scale(window, lag)), -1.0f, 1.0f);
}

static void keep_best(candidate *kept, float *rank, float lag, float strength, float value)
{
    int i = CANDIDATES - 1;
    if (rank[i] >= value)
        return;
    for (; i > 0 && rank[i - 1] < value; i--) {
        rank[i] = rank[i - 1];
        kept[i] = kept[i - 1];
    }
    rank[i] = value;
    kept[i] = (candidate){lag, strength};
}

static void pitch_candidates(const spectrum_tables *t, const float *power, const float *window, moment *out)
{
    float weighted[AUTOCORR_BINS], lags[AUTOCORR_LAGS], rank[CANDIDATES];
    for (int k = 0; k < AUTOCORR_BINS; k++)
        weighted[k] = power[k] * t->pitch_weight[k];
    autocorr_of_power(&t->correlate, weighted, lags);
    float scale = 1.0f / (lags[0] + TINY);
    for (int l = LAG_MIN / 2 - 1; l < AUTOCORR_LAGS; l++)
        lags[l] *= scale * t->window_lags[l];

    for (int i = 0; i < CANDIDATES; i++) {
        out->pitch[i] = (candidate){0, 0};
        rank[i] = -1.0f;
    }
    for (int l = LAG_MIN / 2; l <= LAG_MAX / 2; l++) {
        if (lags[l] < LEAST_PEAK || lags[l] < lags[l - 1] || lags[l] <= lags[l + 1])
            continue;
        float at, value = vertex(lags[l - 1], lags[l], lags[l + 1], &at);
        keep_best(out->pitch, rank, 2.0f * ((float)l + at), value, value - t->lag_cost[l]);
    }
    out->periodicity = clampf(out->pitch[0].strength, 0.0f, 1.0f);
    for (int i = 0; i < CANDIDATES && out->pitch[i].lag > 0; i++) {
        candidate *c = &out->pitch[i];
        if (c->strength >= WEAK)
            refine(window, c);
        else
            c->strength *= 0.5f;
    }
}

void spectrum_push(const spectrum_tables *t, spectrum_state *s, const float *window, long hop, moment *out)
{
    float windowed[SPECTRUM_POINTS], power[SPECTRUM_ROOM] = {0};
    fft_bin bins[SPECTRUM_BINS];
    for (int i = 0; i < WINDOW_SAMPLES; i++)
        windowed[i] = window[i] * t->hann[i];
    memset(windowed + WINDOW_SAMPLES, 0, sizeof windowed - WINDOW_SAMPLES * sizeof *windowed);
    fft_forward(t->plan, windowed, bins);
    for (int k = 0; k < SPECTRUM_BINS; k++)
        power[k] = t->power_scale * (bins[k].re * bins[k].re + bins[k].im * bins[k].im);

    out->heard = true;
    bands(t, power, out);
    colour(t, power, out);
    shape_change(s, hop, out);
    fine_structure(s, power, hop, out);
    partials(t, power, out);
    if (out->level_db > out->threshold_db - FAINT_DB)
        pitch_candidates(t, power, window, out);
}
