/*
 * G.711 (ITU-T, 1988): a code of 8 bits to the sample it stands for, by the segments of tables 1 and 2.
 *
 * 14 and 13 bits, as the 16-bit numbers that the decoder of recordings gives, too.
 */
#ifndef CT_IO_G711_H
#define CT_IO_G711_H

#include <stdint.h>

static inline int16_t g711_mu_law(unsigned char code)
{
    unsigned inverted = (unsigned char)~code, segment = inverted >> 4 & 7u, step = inverted & 15u;
    int magnitude = (int)(((2 * step + 33) << segment) - 33) * 4;
    return (int16_t)(inverted & 0x80 ? -magnitude : magnitude);
}

static inline int16_t g711_a_law(unsigned char code)
{
    unsigned toggled = code ^ 0x55u, segment = toggled >> 4 & 7u, step = toggled & 15u;
    unsigned inner = segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1);
    int magnitude = (int)inner * 8;
    return (int16_t)(toggled & 0x80 ? magnitude : -magnitude);
}

#endif
