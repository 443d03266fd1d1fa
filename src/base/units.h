/* Conversions between the units that people read and those that sums are made of. */
#ifndef CT_BASE_UNITS_H
#define CT_BASE_UNITS_H

#include <math.h>

#define POWER_FLOOR        1e-10 /* mean square; -100 dBFS, the least level ever stated */
#define PITCH_REFERENCE_HZ 55.0  /* zero of the semitone scale: A1, below any voice looked for */

/* dB of a mean square; -100 at the least. */
static inline double db_of_power(double power)
{
    return power > POWER_FLOOR ? 10.0 * log10(power) : -100.0;
}

/* Mean square of a level in dB: 10^(db / 10). */
static inline float power_of_db(float db)
{
    return exp2f(0.33219281f * db);
}

/* Frequency of a place on the semitone scale. */
static inline double hz_of_st(double st)
{
    return PITCH_REFERENCE_HZ * exp2(st / 12.0);
}

/* To that many decimals (0 to 6), halves away from zero: the very number that its decimal text reads back as. */
static inline double rounded(double value, int decimals)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    return isfinite(value) ? round(value * powers[decimals]) / powers[decimals] : value;
}

#endif
