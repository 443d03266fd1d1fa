/* What one spectrum of 50 ms says of a hop: bands, slope, fine structure, partials, pitch candidates. */
#ifndef CT_SPEECH_SPECTRUM_H
#define CT_SPEECH_SPECTRUM_H

#include "dsp/autocorr.h"
#include "dsp/fft.h"
#include "speech/moment.h"

#define SPECTRUM_POINTS 512
#define SPECTRUM_BINS   257
#define SPECTRUM_ROOM   264 /* bins, with room for whole lanes */
#define BAND_BINS       64
#define WINDOW_SAMPLES  400
#define WINDOW_BEFORE   160 /* samples of the window before the hop; as many lie after it */
#define LAG_MIN         16  /* 500 Hz */
#define LAG_MAX         134 /* 60 Hz */
#define FINE_BINS       112 /* of 31.25 Hz, from FINE_FIRST */
#define FINE_FIRST      5
#define FINE_MEMORY     16 /* hops of fine structure kept */

/* The same for every side and every engine on a thread. */
typedef struct spectrum_tables {
    fft_plan *plan; /* 512 points */
    autocorr correlate;
    float hann[WINDOW_SAMPLES];
    float pitch_weight[SPECTRUM_BINS];
    float window_lags[AUTOCORR_LAGS]; /* 1 / normalised autocorrelation of the window */
    float lag_cost[AUTOCORR_LAGS];
    int band_first[BANDS], band_bins[BANDS]; /* bins a multiple of 8, the last ones of weight 0 */
    float band_weight[BANDS][BAND_BINS];
    float band_octave[BANDS], band_width_db[BANDS]; /* log2 of the centre in Hz; width in bins, dB */
    float low_weight[SPECTRUM_ROOM], voice_weight[SPECTRUM_ROOM], bin_number[SPECTRUM_ROOM];
    float power_scale; /* makes the bins sum to the mean square */
} spectrum_tables;

typedef struct spectrum_state {
    float fine[FINE_MEMORY][FINE_BINS]; /* deviations of the log spectrum from its own smooth course, norm 1 */
    float shape[FINE_MEMORY][BANDS];    /* band energies in dB, their mean taken off */
    bool fine_known[FINE_MEMORY];
} spectrum_state;

size_t spectrum_plans_bytes(void);
/* `plans`: that many bytes aligned to 16, which live as long as the tables. */
void spectrum_tables_start(spectrum_tables *t, void *plans);
void spectrum_start(spectrum_state *s);
/* Complete hop number `hop` from its window of 400 samples (WINDOW_BEFORE before the hop's first). */
void spectrum_push(const spectrum_tables *t, spectrum_state *s, const float *window, long hop, moment *out);
/* Hop `hop` is too quiet to be looked at. */
void spectrum_skip(spectrum_state *s, long hop, moment *out);

#endif
