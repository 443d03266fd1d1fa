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

#define PI     3.14159265358979323846
#define BIN_HZ 31.25f
#define TINY   1e-12f

size_t spectrum_plan_bytes(void)
{
    return fft_pair_bytes();
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
        t->band_octave[b] = (float)log2(BIN_HZ * moment_sum / sum);
        t->band_width_db[b] = (float)(10.0 * log10(sum));
    }
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
static void shape_change(spectrum_state *s, const float *band, long pair)
{
    float *shape = s->shape[pair & (PAIRS - 1)], mean = 0, sum = 0;
    const float *before = s->shape[(pair - 3) & (PAIRS - 1)];
    for (int b = 0; b < BANDS; b++)
        shape[b] = db_fast(band[b] + 1e-8f);
    for (int b = 0; b < 17; b++)
        mean += shape[b] / 17;
    for (int b = 0; b < 17; b++) {
        shape[b] -= mean;
        sum += fabsf(shape[b] - before[b]);
    }
    s->change_db = s->number[(pair - 3) & (PAIRS - 1)] == pair - 3 ? sum / 17 : 0.0f;
}

static float likeness(const spectrum_state *s, long pair, long before)
{
    if (s->number[(pair - before) & (PAIRS - 1)] != pair - before)
        return 0.0f;
    return dot_lanes(s->fine[pair & (PAIRS - 1)], s->fine[(pair - before) & (PAIRS - 1)], FINE_BINS);
}

static void fine_structure(spectrum_state *s, const float *power, long pair)
{
    float logs[FINE_BINS + 8], smooth[FINE_BINS] = {0}, *fine = s->fine[pair & (PAIRS - 1)];
    for (int i = 0; i < FINE_BINS + 8; i++)
        logs[i] = log2_fast(power[FINE_FIRST - 4 + i] + TINY);
    for (int k = 0; k < 9; k++)
        for (int i = 0; i < FINE_BINS; i++)
            smooth[i] += logs[i + k];
    for (int i = 0; i < FINE_BINS; i++)
        fine[i] = logs[i + 4] - smooth[i] / 9.0f;
    float scale = 1.0f / sqrtf(dot_lanes(fine, fine, FINE_BINS) + TINY);
    for (int i = 0; i < FINE_BINS; i++)
        fine[i] *= scale;
    s->likeness = 0.5f * (likeness(s, pair, 4) + likeness(s, pair, 6));
}

static void bands(const spectrum_tables *t, const float *power, float *band)
{
    for (int b = 0; b < 17; b++)
        band[b] = dot_lanes(t->band_weight[b], power + t->band_first[b], t->band_bins[b]);
    for (int b = 17; b < BANDS; b++)
        band[b] = 0;
}

/* Slope by the mel bands' regression over octaves, centre of gravity, power below 150 Hz. */
static void colour(const spectrum_tables *t, const float *power, moment *out)
{
    float low = dot_lanes(t->low_weight, power, 8);
    float total = dot_lanes(t->voice_weight, power, 112);
    float first = dot_lanes(t->bin_number, power, 112);
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
    shape_change(s, band, pair);
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
