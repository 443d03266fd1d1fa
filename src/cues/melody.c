/* SD of F0 in semitones, as Hincks 2005 takes it and the measure pitch_sd does, but over 20 s and not 10: single
 * windows of 10 s lie under the limit in lively calls too. Sums of whole steps, so that what leaves the window leaves
 * nothing behind. */
#include "cues/melody.h"

#include <math.h>

#include "base/units.h"

#define STEP_ST      0.25
#define MOST_STEPS   255
#define VOICED_LEAST 500 /* hops, of the 20 s */

static int step_of(float f0_hz)
{
    if (f0_hz <= 0)
        return 0;
    double step = floor(12.0 / STEP_ST * log2((double)f0_hz / PITCH_REFERENCE_HZ) + 1.5);
    return step < 1 ? 1 : step > MOST_STEPS ? MOST_STEPS : (int)step;
}

static void add(melody *m, int step, int times)
{
    m->voiced += step > 0 ? times : 0;
    m->sum += (int64_t)times * step;
    m->squares += (int64_t)times * step * step;
}

void melody_push(melody *m, const cue_hop *hop)
{
    if (!hop->speech)
        return;
    int step = step_of(hop->f0_hz);
    add(m, m->step[m->at], -1);
    add(m, step, 1);
    m->step[m->at] = (uint8_t)step;
    m->at = (m->at + 1) % MELODY_HOPS;
    if (m->hops < MELODY_HOPS)
        m->hops++;
}

double melody_spread_st(const melody *m)
{
    if (m->hops < MELODY_HOPS || m->voiced < VOICED_LEAST)
        return -1;
    double mean = (double)m->sum / m->voiced;
    return STEP_ST * sqrt(fmax(0.0, (double)m->squares / m->voiced - mean * mean));
}
