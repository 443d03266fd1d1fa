/* The comb is a sum of magnitudes under a cosine whose crests lie on the candidate's harmonics (the generalised
 * autocorrelation with exponent 1; Tolonen and Karjalainen, "A computationally efficient multipitch analysis model",
 * 2000): strong partials count less in it than in a power spectrum, so octaves are told apart. At the candidate's lag,
 * at its half and at its double alone, each cosine by its recurrence. */
#include "speech/clue.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

#define TINY        1e-12f
#define BIN_250_HZ  8
#define BIN_1000_HZ 32
#define BIN_2000_HZ 64
#define BIN_3500_HZ 112
#define FLAT_FIRST  10 /* 312 Hz */
#define FLAT_BINS   99
#define COMB_FIRST  2 /* bins of 62 to 2000 Hz; above 1500 Hz they fade out */
#define COMB_LAST   64
#define COMB_BINS   64 /* the last of them is nothing */
#define COMB_FADE   16
#define PI          3.14159265f
#define RADIANS     (2.0f * PI / 256.0f) /* a bin and a sample of lag */
_Static_assert(3 * CANDIDATES <= 2 * LANES, "half, once and twice each lag fit into two vectors");

static float sum_of(const float *power, int from, int to)
{
    float lane[8] = {0};
    int k = from;
    for (; k + 8 <= to; k += 8)
        for (int i = 0; i < 8; i++)
            lane[i] += power[k + i];
    for (; k < to; k++)
        lane[0] += power[k];
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

static float flatness(const float *power)
{
    float logs[FLAT_BINS + 5];
    for (int i = 0; i < FLAT_BINS; i++)
        logs[i] = log2_fast(power[FLAT_FIRST + i] + TINY);
    return sum_of(logs, 0, FLAT_BINS) / FLAT_BINS -
           log2_fast(sum_of(power, FLAT_FIRST, FLAT_FIRST + FLAT_BINS) / FLAT_BINS + TINY);
}

WIDE_LANES void clue_colour(clue *c, const float *power)
{
    float low = sum_of(power, 1, BIN_1000_HZ), high = sum_of(power, BIN_2000_HZ, BIN_3500_HZ);
    c->level_db = db_fast(sum_of(power, BIN_250_HZ, BIN_2000_HZ) + 1e-10f);
    c->balance = 0.1f * DB_PER_LOG2 * (log2_fast(low + TINY) - log2_fast(high + TINY));
    c->flatness = flatness(power);
    c->heard = true;
}

/* cos of 0 to pi, to 1e-6: the series of sin around pi / 2, to its eleventh power. */
static lanes cosine(lanes angle)
{
    lanes x = 0.5f * PI - angle, y = x * x;
    lanes series = 1.0f - y * (1.0f / 110.0f);
    static const float next[] = {1.0f / 72.0f, 1.0f / 42.0f, 1.0f / 20.0f, 1.0f / 6.0f};
    for (int k = 0; k < 4; k++)
        series = 1.0f - next[k] * y * series;
    return x * series;
}

/* Magnitudes from COMB_FIRST on, and their sum. */
static float magnitudes(const float *power, float *magnitude)
{
    lanes sum = {0};
    for (int k = 0; k < COMB_BINS; k++)
        magnitude[k] =
            sqrtf(power[COMB_FIRST + k]) * minf(1.0f, maxf(0.0f, (float)(COMB_LAST - COMB_FIRST - k) / COMB_FADE));
    for (int k = 0; k < COMB_BINS; k += LANES)
        sum += lanes_load(magnitude + k);
    return lanes_sum(sum) + TINY;
}

/* Cosines at bins n, n + 2, n + 4 ... by their recurrence, and the sum of the magnitudes under them. */
typedef struct tooth {
    lanes before, here, sum;
} tooth;

static void take(tooth *t, float magnitude, lanes twice_two)
{
    t->sum += magnitude * t->here;
    lanes next = twice_two * t->here - t->before;
    t->before = t->here;
    t->here = next;
}

/* Sums under cosines whose values at bin 1 are given. Even and odd bins apart: no recurrence waits for the other. */
static void comb(const float *magnitude, const float *cosines, float *sums)
{
    tooth even[2], odd[2];
    lanes twice_two[2], none = {0};
    for (int v = 0; v < 2; v++) {
        lanes one = lanes_load(cosines + v * LANES), two = 2.0f * one * one - 1.0f;
        twice_two[v] = 2.0f * two;
        even[v] = (tooth){none + 1.0f, two, none};
        odd[v] = (tooth){one, one * (twice_two[v] - 1.0f), none};
    }
    for (int k = 0; k < COMB_BINS; k += 2)
        for (int v = 0; v < 2; v++) {
            take(&even[v], magnitude[k], twice_two[v]);
            take(&odd[v], magnitude[k + 1], twice_two[v]);
        }
    for (int v = 0; v < 2; v++)
        lanes_store(sums + v * LANES, even[v].sum + odd[v].sum);
}

WIDE_LANES void clue_comb(clue *c, const float *power)
{
    /* at half, once and twice the lags, each behind the candidates of the one before */
    float lag[LANES] = {0}, magnitude[COMB_BINS], cosines[2 * CANDIDATES + LANES], sums[2 * LANES];
    memcpy(lag, c->lag, sizeof c->lag);
    lanes half = cosine(0.5f * RADIANS * lanes_load(lag)), once = 2.0f * half * half - 1.0f;
    lanes_store(cosines, half);
    lanes_store(cosines + CANDIDATES, once);
    lanes_store(cosines + 2 * CANDIDATES, 2.0f * once * once - 1.0f);
    float each = 1.0f / magnitudes(power, magnitude);
    comb(magnitude, cosines, sums);
    for (int i = 0; i < CANDIDATES; i++) {
        c->comb_half[i] = each * sums[i];
        c->comb[i] = each * sums[CANDIDATES + i];
        c->comb_twice[i] = each * sums[2 * CANDIDATES + i];
    }
}

void clue_nothing(clue *c, const moment *h)
{
    memset(c, 0, sizeof *c);
    c->level_db = h->level_db;
}
