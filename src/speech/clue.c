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
#define COMB_FADE   16
#define RADIANS     (2.0f * 3.14159265f / 256.0f) /* a bin and a sample of lag */

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

WIDE_LANES void clue_comb(clue *c, const float *power)
{
    float half_cosine[LANES] = {0}, magnitude[COMB_LAST + 1], total = TINY;
    for (int k = COMB_FIRST; k <= COMB_LAST; k++)
        magnitude[k] = sqrtf(power[k]) * minf(1.0f, (float)(COMB_LAST - k) / COMB_FADE);
    for (int k = COMB_FIRST; k <= COMB_LAST; k++)
        total += magnitude[k];
    for (int i = 0; i < CANDIDATES; i++)
        half_cosine[i] = cosf(0.5f * RADIANS * c->lag[i]);
    lanes one = {1, 1, 1, 1, 1, 1, 1, 1}, cosine[3], before[3], here[3], sum[3] = {{0}};
    cosine[0] = lanes_load(half_cosine);
    cosine[1] = 2.0f * cosine[0] * cosine[0] - one;
    cosine[2] = 2.0f * cosine[1] * cosine[1] - one;
    for (int n = 0; n < 3; n++) {
        before[n] = cosine[n];
        here[n] = 2.0f * cosine[n] * cosine[n] - one; /* two bins up */
    }
    for (int k = COMB_FIRST; k <= COMB_LAST; k++)
        for (int n = 0; n < 3; n++) {
            sum[n] += magnitude[k] * here[n];
            lanes next = 2.0f * cosine[n] * here[n] - before[n];
            before[n] = here[n];
            here[n] = next;
        }
    for (int i = 0; i < CANDIDATES; i++) {
        c->comb_half[i] = sum[0][i] / total;
        c->comb[i] = sum[1][i] / total;
        c->comb_twice[i] = sum[2][i] / total;
    }
}

void clue_nothing(clue *c, const moment *h)
{
    memset(c, 0, sizeof *c);
    c->level_db = h->level_db;
}
