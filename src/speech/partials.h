/* The strongest partials of a hop: is nearly all of its power in one or two, as in a line tone? */
#ifndef CT_SPEECH_PARTIALS_H
#define CT_SPEECH_PARTIALS_H

#include "dsp/fft.h"
#include "speech/moment.h"

#define PARTIALS_POINTS 512
#define PARTIALS_WINDOW 400 /* samples: tones 40 Hz apart need 50 ms */
#define PARTIALS_BEFORE 160 /* samples of the window before the hop; as many lie after it */

/* The same for every side. */
typedef struct partials_tables {
    fft_plan *plan; /* PARTIALS_POINTS real points */
    float hann[PARTIALS_WINDOW];
} partials_tables;

/* Of the spectrum looked at last. */
typedef struct partials_state {
    float peak_hz, second_hz;
    bool tonal, beats;
} partials_state;

size_t partials_plan_bytes(void);
/* `plan`: that many bytes aligned to 16, which live as long as the tables. */
void partials_tables_start(partials_tables *t, void *plan);
/* Power spectrum of 129 bins of 31.25 Hz. */
void partials_look(partials_state *out, const float *power);
/* What was seen in it -> peak_hz, second_hz, tonal, beats. */
void partials_tell(const partials_state *s, moment *out);
/* Two hops some 30 ms apart: do they sound alike enough for a closer look at both? */
bool partials_may_be_tone(const moment *a, const moment *b);
/* Look closely at a hop whose first sample is x[0]: concentrated, tone_hz, tone_spread_hz, looked_at. */
void partials_push(const partials_tables *t, const float *x, moment *out);

#endif
