/* One side's ear: samples in, decided hops out. The stages are in files of their own; here is their order.
 *
 *   level -> spectrum, periods, partials (where loud) -> noise floor -> threshold -> tone -> listen, music -> speech
 *                  |-> clues, judge -> pitch path ->-----------------------------------------------------^
 *                  '-> syllable nuclei
 *
 * A hop comes out EAR_DELAY_HOPS after it went in at most, in its turn, and later only in the first seconds. */
#ifndef CT_SPEECH_EAR_H
#define CT_SPEECH_EAR_H

#include "speech/decision.h"
#include "speech/early.h"
#include "speech/floor.h"
#include "speech/judge.h"
#include "speech/level.h"
#include "speech/moment.h"
#include "speech/music.h"
#include "speech/partials.h"
#include "speech/path.h"
#include "speech/period.h"
#include "speech/spectrum.h"
#include "speech/syllable.h"
#include "speech/tone.h"

/* 5 for the spectrum, 25 for the threshold, 100 for tones, 25 + 75 + 25 + 100 for music, 4 + 50 + 5 + 25 for the
 * decision on speech. */
#define EAR_DELAY_HOPS 439
#define EAR_SAMPLES    8192

/* The same for every side and every engine on a thread. */
typedef struct ear_tables {
    spectrum_tables spectrum;
    partials_tables partials;
    period_tables period;
} ear_tables;

typedef struct ear {
    const ear_tables *tables;
    float samples[EAR_SAMPLES]; /* the newest; the first is number `first_sample` of the stream */
    long first_sample, n_samples;

    level_meter level;
    noise_floor floor;
    spectrum_state spectrum;
    partials_state partials;
    period_state period;
    tone_state tone;
    music_state music;
    judge_state judge;
    pitch_path path;
    syllable_state syllable;
    decision decision;

    long heard, judged, told; /* hops with a spectrum, with a threshold, given out */
    long told_early;          /* and given out early */
    long last_loud;           /* last hop that opened the gate of the spectrum */
    unsigned long spectra;    /* hops with a spectrum */
    moments moments;
} ear;

size_t ear_plans_bytes(void);
/* `plans`: that many bytes aligned to 16, which live as long as the tables. */
void ear_tables_start(ear_tables *t, void *plans);
/* `tables` are shared and outlive the ear. */
void ear_start(ear *e, const ear_tables *tables);
/* One hop of 80 samples, or of lost audio. */
void ear_push(ear *e, const float *samples, bool lost);
/* No more will come. */
void ear_finish(ear *e);
/* The next hop as early.h tells it, if there is one; the first time, of those that come from now on. */
bool ear_take_early(ear *e, ct_hop *out);
/* The next decided hop, if there is one. */
bool ear_take(ear *e, ct_hop *out);

#endif
