/* Against errors of the pitch tracker: each F0 is the median of three neighbours in one voiced run (single jumps and
 * runs under 30 ms fall out), and F0 more than an octave from the speaker's own median so far is left out. Windows hold
 * 10 s of speech, Hincks 2005; see pitch.c. */
#include "measures/pitch_line.h"

#include <math.h>

#include "base/units.h"
#include "dsp/math.h"

#define WINDOW_HOPS        1000 /* 10 s of speech; Hincks 2005 */
#define WINDOW_VOICED_HOPS 100  /* fewer say nothing of a window */
#define OCTAVE_ST          12.0f
#define MEDIAN_SETTLED     50 /* voiced hops after which the own median may reject */

const histogram_scale pitch_st_scale = {.low = 0.0f, .step = 0.1f, .n_bins = PITCH_ST_BINS};

static float median_of_three(float a, float b, float c)
{
    return fmaxf(fminf(a, b), fminf(fmaxf(a, b), c));
}

static bool is_own(const pitch_line *line, float st)
{
    float usual_st = running_median_value(&line->median, &pitch_st_scale, line->st);
    return line->median.total < MEDIAN_SETTLED || fabsf(st - usual_st) <= OCTAVE_ST;
}

static void book(pitch_line *line, float st)
{
    running_median_add(&line->median, &pitch_st_scale, line->st, st);
    line->voiced_hops++;
    line->window.voiced_hops++;
    line->window.sum_st += (double)st;
    line->window.sum_st2 += (double)st * (double)st;
}

/* One voiced hop: what it says of the one before. */
static void take_pitch(pitch_line *line, float f0_hz, pitch_step *step)
{
    float st = 12.0f * log2_fast(f0_hz / (float)PITCH_REFERENCE_HZ);
    if (line->run_length >= 2) {
        step->st = median_of_three(line->run_st[0], line->run_st[1], st);
        step->voiced = is_own(line, step->st);
        if (step->voiced)
            book(line, step->st);
    }
    line->run_st[0] = line->run_st[1];
    line->run_st[1] = st;
    line->run_length++;
}

pitch_step pitch_line_push(pitch_line *line, bool speech, float f0_hz, uint64_t index)
{
    pitch_step step = {0};
    if (!speech) {
        line->run_length = 0;
        return step;
    }
    if (line->window.speech_hops == 0)
        line->window.start = index;
    line->window.end = index + 1;
    line->window.speech_hops++;
    line->speech_hops++;
    if (f0_hz > 0.0f)
        take_pitch(line, f0_hz, &step);
    else
        line->run_length = 0;
    if (line->window.speech_hops == WINDOW_HOPS) {
        step.full = true;
        step.done = line->window;
        line->window = (pitch_window){0};
    }
    return step;
}

double pitch_window_sd(const pitch_window *window)
{
    if (window->voiced_hops < WINDOW_VOICED_HOPS)
        return -1.0;
    double mean = window->sum_st / window->voiced_hops;
    return sqrt(fmax(0.0, window->sum_st2 / window->voiced_hops - mean * mean));
}
