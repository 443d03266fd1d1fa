/* Syllable nuclei: peaks of the mean of log band energies, one setting for every language. */
#ifndef CT_SPEECH_SYLLABLE_H
#define CT_SPEECH_SYLLABLE_H

#include "speech/moment.h"

#define SYLLABLE_AHEAD 10 /* hops that must be known beyond the one looked at */
#define SYLLABLE_DELAY 30 /* hops after which a nucleus is certain: hysteresis waits at most 18, with room */

typedef struct syllable_state {
    long done;
    float noise[BANDS]; /* minimum over blocks of the smoothed band energies */
    float slow[BANDS];  /* bands, smoothed slowly */
    float block_min[4][BANDS], running_min[BANDS];
    float energy_slow, energy_min, energy_block[4], energy_running;
    float strongest[16]; /* largest band energy of each tenth of a second, 1.5 s */
    float peak_db;       /* falling peak of the energy */
    bool rising;         /* looking for a peak */
    float extreme;       /* highest (lowest) value since the last turn */
    long extreme_at;
    bool extreme_ok; /* the gates at that hop */
    long last_nucleus;
    long looked, last_heard; /* hops looked at, the last one with a spectrum among them */
} syllable_state;

void syllable_start(syllable_state *s);
/* Mark nuclei; take hops up to `limit` (exclusive). */
void syllable_run(syllable_state *s, moments *m, long limit);

#endif
