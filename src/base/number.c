#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LARGEST 9e9 /* times 10^6 still fits a long long exactly enough */

void number_text(char out[NUMBER_SIZE], double value, int decimals)
{
    static const long long powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    long long scale = powers[decimals];
    long long scaled = llround(fmax(-LARGEST, fmin(LARGEST, value)) * (double)scale);
    const char *sign = scaled < 0 ? "-" : "";
    unsigned long long digits = (unsigned long long)(scaled < 0 ? -scaled : scaled);
    unsigned long long whole = digits / (unsigned long long)scale, part = digits % (unsigned long long)scale;
    if (decimals == 0)
        snprintf(out, NUMBER_SIZE, "%s%llu", sign, whole);
    else
        snprintf(out, NUMBER_SIZE, "%s%llu.%0*llu", sign, whole, decimals, part);
}

void number_short_text(char out[NUMBER_SIZE], double value, int decimals)
{
    number_text(out, value, decimals);
    if (!strchr(out, '.'))
        return;
    size_t end = strlen(out);
    while (out[end - 1] == '0')
        end--;
    if (out[end - 1] == '.')
        end--;
    out[end] = 0;
}
