/* What one spectrum of 32 ms says of a hop: bands, slope, fine structure. */
#ifndef CT_SPEECH_SPECTRUM_H
#define CT_SPEECH_SPECTRUM_H

#include "dsp/fft.h"
#include "speech/moment.h"

#define SPECTRUM_POINTS FFT_PAIR_SIZE /* samples of the window, and of the transform */
#define SPECTRUM_BINS   129
#define SPECTRUM_ROOM   136 /* bins, with room for whole lanes */
#define SPECTRUM_BEFORE 88  /* samples of the window before the hop; as many lie after it */
#define BAND_BINS       40
#define FINE_BINS       112 /* of 31.25 Hz, from FINE_FIRST */
#define FINE_FIRST      6
#define PAIRS           8 /* pairs of hops whose fine structure is kept */

/* The same for every side and every engine on a thread. */
typedef struct spectrum_tables {
    fft_pair *plan;
    float hann[SPECTRUM_POINTS];
    int band_first[BANDS], band_bins[BANDS]; /* bins a multiple of 8, the last ones of weight 0 */
    float band_weight[BANDS][BAND_BINS];
    float band_share[BANDS];               /* of a band in the mean over all: 1/17, or 0 */
    float tilt_weight[BANDS], tilt_offset; /* of the bands' levels in the slope over octaves */
    float low_weight[SPECTRUM_ROOM], voice_weight[SPECTRUM_ROOM], bin_number[SPECTRUM_ROOM];
    float power_scale; /* makes the bins sum to the mean square */
} spectrum_tables;

typedef struct spectrum_state {
    /* of the pair of hops 2 pair and 2 pair + 1, which one transform made */
    long pair;
    float power[2][SPECTRUM_ROOM], band[2][BANDS];
    float mean_power[SPECTRUM_ROOM]; /* of both */
    float likeness, change_db;       /* moment.fine and moment.change_db of both */
    /* of the last pairs */
    float fine[PAIRS][FINE_BINS]; /* deviations of the log spectrum from its own smooth course, norm 1 */
    float shape[PAIRS][BANDS];    /* band energies in dB, their mean taken off */
    long number[PAIRS];           /* which pair that is */
    unsigned long transforms;     /* made so far */
} spectrum_state;

size_t spectrum_plan_bytes(void);
/* `plan`: that many bytes aligned to 16, which live as long as the tables. */
void spectrum_tables_start(spectrum_tables *t, void *plan);
void spectrum_start(spectrum_state *s);
/* Complete hop number `hop`, whose first sample is x[0]; samples are needed from the hop before it, and SPECTRUM_BEFORE
 * more, to two hops after it. True if `power`, SPECTRUM_BINS of 31.25 Hz each, are others than for the hop before. */
bool spectrum_push(const spectrum_tables *t, spectrum_state *s, const float *x, long hop, moment *out);
/* A hop too quiet to be looked at. */
void spectrum_skip(moment *out);

#endif
