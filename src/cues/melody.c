/* SD of F0 in semitones, as Hincks 2005 takes it and the measure pitch_sd does, but over some 20 s of speech and not
 * 10: single windows of 10 s lie under the limit in lively calls too. It is counted in voiced hops, which early hops
 * and decided ones have nearly alike; the quiet edges of words they have not. Sums of whole steps, so that what leaves
 * the window leaves nothing behind. */
#include "cues/melody.h"

#include <math.h>

#include "base/units.h"

#define STEP_ST    0.25
#define MOST_STEPS 255

static int step_of(float f0_hz)
{
    double step = floor(12.0 / STEP_ST * log2((double)f0_hz / PITCH_REFERENCE_HZ) + 0.5);
    return step < 0 ? 0 : step > MOST_STEPS ? MOST_STEPS : (int)step;
}

void melody_push(melody *m, const cue_hop *hop)
{
    if (hop->f0_hz <= 0)
        return;
    int step = step_of(hop->f0_hz), gone = m->step[m->at];
    m->sum += step - gone;
    m->squares += step * step - gone * gone;
    m->step[m->at] = (uint8_t)step;
    m->at = (m->at + 1) % MELODY_HOPS;
    if (m->hops < MELODY_HOPS)
        m->hops++;
}

double melody_spread_st(const melody *m)
{
    if (m->hops < MELODY_HOPS)
        return -1;
    double mean = (double)m->sum / MELODY_HOPS;
    return STEP_ST * sqrt(fmax(0.0, (double)m->squares / MELODY_HOPS - mean * mean));
}
