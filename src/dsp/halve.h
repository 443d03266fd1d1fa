/* Sound at half the rate, of the band in which a voice's periods are sought: 60 to 1500 Hz, and less up to 2000 Hz. */
#ifndef CT_DSP_HALVE_H
#define CT_DSP_HALVE_H

#define HALVE_IN    80 /* samples taken in at once */
#define HALVE_OUT   40
#define HALVE_REACH 16 /* samples needed before and after them */

/* The same for all. */
typedef struct halve_taps {
    float even[HALVE_REACH], odd[HALVE_REACH]; /* low-pass: taps for even and for odd samples */
    float high_gain, back1, back2;             /* high-pass */
} halve_taps;

typedef struct halve_state {
    float x[2], y[2]; /* memory of the high-pass, the newest last */
} halve_state;

void halve_start(halve_taps *t);
/* Before the first samples after a break; `x` as below: as if its first value had always been there. */
void halve_reset(halve_state *s, const float *x);
/* x[-HALVE_REACH .. HALVE_IN + HALVE_REACH - 1] -> out[HALVE_OUT], whose first lies on x[0]. */
void halve(const halve_taps *t, halve_state *s, const float *x, float *out);

#endif
