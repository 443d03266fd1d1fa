/* One Hann window of 32 ms (256 samples) a hop serves everything that follows; two hops share one complex transform:
 * - 17 mel bands from 150 to 3200 Hz for syllables;
 * - fine structure for music: the log spectrum at 31 Hz minus its mean over +-4 bins, compared with 80 and 120 ms
 *   before. Held notes stay put that long, the harmonics of a voice do not;
 * - centre of gravity, slope and low power. */
#include "speech/spectrum.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

#define PI         3.14159265358979323846
#define BIN_HZ     31.25f
#define TINY       1e-12f
#define USED_BANDS 17
#define TILT_FIRST 2 /* band at about 300 Hz */
#define SMOOTH     9 /* bins of the spectrum's smooth course */

size_t spectrum_plan_bytes(void)
{
    return fft_pair_bytes();
}

static double mel(double hz)
{
    return 1127.0 * log(1.0 + hz / 700.0);
}

/* The slope of a regression of band levels over octaves, from about 300 Hz, is a weighted sum of the levels. */
static void start_tilt(spectrum_tables *t, const double *octave, const double *width_db)
{
    double n = 0, sx = 0, sxx = 0, offset = 0;
    for (int b = TILT_FIRST; b < USED_BANDS; b++) {
        n += 1;
        sx += octave[b];
        sxx += octave[b] * octave[b];
    }
    for (int b = TILT_FIRST; b < USED_BANDS; b++) {
        double weight = (n * octave[b] - sx) / (n * sxx - sx * sx);
        t->tilt_weight[b] = (float)weight;
        offset += weight * width_db[b];
    }
    t->tilt_offset = (float)offset;
}

/* 20 triangles in equal steps of mel from 80 to 3900 Hz, of which 1 to 17 are used. */
static void start_bands(spectrum_tables *t)
{
    double octave[USED_BANDS], width_db[USED_BANDS]; /* log2 of the centre in Hz; width in bins, dB */
    double low = mel(80.0), step = (mel(3900.0) - low) / 21.0;
    for (int b = 0; b < USED_BANDS; b++) {
        double left = low + (b + 1) * step, centre = left + step, right = centre + step;
        int first = 0, last = 0;
        double sum = 0, moment_sum = 0;
        for (int k = 1; k < SPECTRUM_BINS; k++) {
            double m = mel(k * (double)BIN_HZ);
            double w = m <= centre ? (m - left) / step : (right - m) / step;
            if (w <= 0)
                continue;
            first = first > 0 ? first : k;
            last = k;
            t->band_weight[b][k - first] = (float)w;
            sum += w;
            moment_sum += w * k;
        }
        t->band_first[b] = first;
        t->band_bins[b] = (last - first + 8) & ~7;
        t->band_share[b] = 1.0f / USED_BANDS;
        octave[b] = log2(BIN_HZ * moment_sum / sum);
        width_db[b] = 10.0 * log10(sum);
    }
    start_tilt(t, octave, width_db);
}

/* Which bins make the low power and the centre of gravity. */
static void start_colour(spectrum_tables *t)
{
    for (int k = 0; k < SPECTRUM_BINS; k++) {
        t->low_weight[k] = k >= 1 && k <= 4 ? 1.0f : 0.0f;     /* below 150 Hz */
        t->voice_weight[k] = k >= 7 && k <= 108 ? 1.0f : 0.0f; /* 200 to 3400 Hz */
        t->bin_number[k] = t->voice_weight[k] * (float)k;
    }
}

static void start_window(spectrum_tables *t)
{
    double power = 0;
    for (int i = 0; i < SPECTRUM_POINTS; i++) {
        double w = 0.5 - 0.5 * cos(2.0 * PI * (i + 0.5) / SPECTRUM_POINTS);
        t->hann[i] = (float)w;
        power += w * w;
    }
    t->power_scale = (float)(2.0 / (power * SPECTRUM_POINTS));
}

void spectrum_tables_start(spectrum_tables *t, void *plan)
{
    memset(t, 0, sizeof *t);
    t->plan = fft_pair_place(plan);
    start_window(t);
    start_bands(t);
    start_colour(t);
}

void spectrum_start(spectrum_state *s)
{
    memset(s, 0, sizeof *s);
    s->pair = -1;
    for (int i = 0; i < PAIRS; i++)
        s->number[i] = -PAIRS;
}

void spectrum_skip(moment *out)
{
    out->heard = false;
}

/* How far the bands moved against each other since 60 ms ago: much in a mouth, little in an instrument. */
static void shape_change(const spectrum_tables *t, spectrum_state *s, const float *band, long pair)
{
    float *shape = s->shape[pair & (PAIRS - 1)];
    const float *before = s->shape[(pair - 3) & (PAIRS - 1)];
    lanes mean = {0}, change = {0};
    for (int b = 0; b < BANDS; b += LANES) {
        lanes level = DB_PER_LOG2 * lanes_log2(lanes_load(band + b) + 1e-8f);
        mean += lanes_load(t->band_share + b) * level;
        lanes_store(shape + b, level);
    }
    float middle = lanes_sum(mean);
    for (int b = 0; b < BANDS; b += LANES) {
        lanes here = lanes_load(shape + b) - middle;
        change += lanes_load(t->band_share + b) * lanes_abs(here - lanes_load(before + b));
        lanes_store(shape + b, here);
    }
    s->change_db = s->number[(pair - 3) & (PAIRS - 1)] == pair - 3 ? lanes_sum(change) : 0.0f;
}

static float likeness(const spectrum_state *s, long pair, long before)
{
    if (s->number[(pair - before) & (PAIRS - 1)] != pair - before)
        return 0.0f;
    return dot_lanes(s->fine[pair & (PAIRS - 1)], s->fine[(pair - before) & (PAIRS - 1)], FINE_BINS);
}

static void fine_structure(spectrum_state *s, const float *power, long pair)
{
    enum { LOGS = FINE_BINS + LANES };
    float logs[LOGS], three[LOGS], *fine = s->fine[pair & (PAIRS - 1)];
    for (int i = 0; i < LOGS; i += LANES)
        lanes_store(logs + i, lanes_log2(lanes_load(power + FINE_FIRST - SMOOTH / 2 + i) + TINY));
    for (int i = 0; i < LOGS - 2; i++)
        three[i] = logs[i] + logs[i + 1] + logs[i + 2];
    lanes square = {0};
    for (int i = 0; i < FINE_BINS; i += LANES) {
        lanes smooth = lanes_load(three + i) + lanes_load(three + i + 3) + lanes_load(three + i + 6);
        lanes deviation = lanes_load(logs + i + SMOOTH / 2) - (1.0f / SMOOTH) * smooth;
        square += deviation * deviation;
        lanes_store(fine + i, deviation);
    }
    float scale = 1.0f / sqrtf(lanes_sum(square) + TINY);
    for (int i = 0; i < FINE_BINS; i += LANES)
        lanes_store(fine + i, scale * lanes_load(fine + i));
    s->likeness = 0.5f * (likeness(s, pair, 4) + likeness(s, pair, 6));
}

static void bands(const spectrum_tables *t, const float *power, float *band)
{
    for (int b = 0; b < BANDS; b++)
        band[b] = b < USED_BANDS ? dot_lanes(t->band_weight[b], power + t->band_first[b], t->band_bins[b]) : 0.0f;
}

/* Slope over the mel bands, centre of gravity, power below 150 Hz. */
static void colour(const spectrum_tables *t, const float *power, moment *out)
{
    float low = dot_lanes(t->low_weight, power, 8);
    float total = dot_lanes(t->voice_weight, power, 112);
    float first = dot_lanes(t->bin_number, power, 112);
    out->low_db = db_fast(low + TINY);
    out->centroid_hz = BIN_HZ * first / (total + TINY);
    out->energy_db = db_fast(total + low + 1e-10f);
    lanes slope = {0};
    for (int b = 0; b < BANDS; b += LANES)
        slope += lanes_load(t->tilt_weight + b) * lanes_log2(lanes_load(out->band + b) + TINY);
    out->tilt = DB_PER_LOG2 * lanes_sum(slope) - t->tilt_offset;
}

static void transform(const spectrum_tables *t, spectrum_state *s, const float *x)
{
    fft_bin windows[SPECTRUM_POINTS], bins[SPECTRUM_POINTS];
    for (int i = 0; i < SPECTRUM_POINTS; i++)
        windows[i] = (fft_bin){t->hann[i] * x[i], t->hann[i] * x[i + HOP_SAMPLES]};
    fft_pair_forward(t->plan, windows, bins);
    fft_pair_power(bins, t->power_scale, s->power[0], s->power[1]);
    s->transforms++;
}

/* What is told of two hops together. */
WIDE_LANES static void describe_pair(const spectrum_tables *t, spectrum_state *s, long pair)
{
    float *power = s->mean_power, band[BANDS];
    for (int k = 0; k < SPECTRUM_ROOM; k++)
        power[k] = 0.5f * (s->power[0][k] + s->power[1][k]);
    bands(t, s->power[0], s->band[0]);
    bands(t, s->power[1], s->band[1]);
    for (int b = 0; b < BANDS; b++)
        band[b] = 0.5f * (s->band[0][b] + s->band[1][b]);
    s->number[pair & (PAIRS - 1)] = pair;
    shape_change(t, s, band, pair);
    fine_structure(s, power, pair);
}

WIDE_LANES static void describe(const spectrum_tables *t, const spectrum_state *s, int which, moment *out)
{
    memcpy(out->band, s->band[which], sizeof out->band);
    colour(t, s->power[which], out);
    out->fine = s->likeness;
    out->change_db = s->change_db;
    out->heard = true;
}

bool spectrum_push(const spectrum_tables *t, spectrum_state *s, const float *x, long hop, moment *out)
{
    int second = (int)(hop & 1);
    bool anew = s->pair != hop >> 1;
    if (anew) {
        s->pair = hop >> 1;
        transform(t, s, x - SPECTRUM_BEFORE - second * HOP_SAMPLES);
        describe_pair(t, s, s->pair);
    }
    describe(t, s, second, out);
    return anew;
}
