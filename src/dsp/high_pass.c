/* A recursion waits for its own last result at every sample. Eight outputs at once are a sum of what each of their
 * eight inputs does to them, which waits for nothing, and of what the two outputs before them do (block form;
 * Burrus, "Block realization of digital filters", 1972). */
#include "dsp/high_pass.h"

#include <math.h>

#define STILL 1e-15f /* below, it rings in numbers too small to matter and slow to compute with */

void high_pass_start(high_pass *h, double cutoff_hz, double rate_hz)
{
    /* bilinear transform of s^2 / (s^2 + sqrt(2) s + 1) */
    double k = tan(3.14159265358979323846 * cutoff_hz / rate_hz);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    double a1 = 2.0 * (k * k - 1.0) * norm, a2 = (1.0 - sqrt(2.0) * k + k * k) * norm;
    double impulse[LANES + 1] = {1.0, -a1}; /* answer of the recursion to 1, 0, 0 ... */
    for (int i = 2; i <= LANES; i++)
        impulse[i] = -a1 * impulse[i - 1] - a2 * impulse[i - 2];
    *h = (high_pass){.gain = (float)norm};
    for (int i = 0; i < LANES; i++) {
        for (int j = 0; j <= i; j++)
            h->answer[j][i] = (float)impulse[i - j];
        h->before1[i] = (float)impulse[i + 1];
        h->before2[i] = (float)(-a2 * impulse[i]);
    }
}

/* Eight outputs from x[-2 .. 7]; `before` are the eight outputs before them. */
static lanes eight(const high_pass *h, const float *x, lanes before)
{
    float w[LANES];
    lanes_store(w, h->gain * (lanes_load(x) - 2.0f * lanes_load(x - 1) + lanes_load(x - 2)));
    lanes y = w[0] * lanes_load(h->answer[0]);
    for (int k = 1; k < LANES; k++)
        y += w[k] * lanes_load(h->answer[k]);
    return y + (before[7] * lanes_load(h->before1) + before[6] * lanes_load(h->before2));
}

WIDE_LANES void high_pass_run(const high_pass *h, high_pass_memory *memory, const float *x, float *y, int n)
{
    float first[LANES + 2] = {memory->x[0], memory->x[1]};
    lanes_store(first + 2, lanes_load(x));
    lanes now = {0};
    now[6] = memory->y[0];
    now[7] = memory->y[1];
    now = eight(h, first + 2, now);
    lanes_store(y, now);
    for (int i = LANES; i < n; i += LANES) {
        now = eight(h, x + i, now);
        lanes_store(y + i, now);
    }
    for (int i = 0; i < 2; i++) {
        memory->x[i] = x[n - 2 + i];
        memory->y[i] = fabsf(now[6 + i]) < STILL ? 0.0f : now[6 + i];
    }
}
