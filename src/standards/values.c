#include "standards/values.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define MOST_DIGITS 12

/* A number at the start of `text`; comes back with what follows it, or NULL. A point that another follows is not part
 * of it: 4..5. */
static const char *take_number(const char *text, double *out)
{
    double sign = *text == '-' ? -1 : 1, value = 0, place = 1;
    int n_digits = 0;
    text += *text == '-' || *text == '+';
    for (; isdigit((unsigned char)*text); text++, n_digits++)
        value = 10 * value + (*text - '0');
    if (n_digits > 0 && text[0] == '.' && isdigit((unsigned char)text[1]))
        for (text++; isdigit((unsigned char)*text); text++, n_digits++) {
            value = 10 * value + (*text - '0');
            place *= 10;
        }
    *out = sign * value / place;
    return n_digits > 0 && n_digits <= MOST_DIGITS ? text : NULL;
}

bool value_number(const char *text, double *out)
{
    const char *rest = take_number(text, out);
    return rest && *rest == '\0';
}

/* One end of a band. */
static const char *take_end(const char *text, bool of_sides, double *out)
{
    for (ct_side side = CT_SIDE_AGENT; of_sides && side <= CT_SIDE_CUSTOMER; side++) {
        size_t length = strlen(ct_side_name(side));
        if (strncmp(text, ct_side_name(side), length) == 0) {
            *out = side;
            return text + length;
        }
    }
    return take_number(text, out);
}

message_words value_band(const char *text, bool of_sides, ct_band *out)
{
    static const message_words form = {"a band is written 180..260, ..1.5 or 4..", "范围应写作 180..260、..1.5 或 4.."};
    static const message_words bare = {"a band is numbers alone: its unit is the measure's own",
                                       "范围只写数字，单位由指标决定"};
    ct_band band = {-INFINITY, INFINITY};
    const char *at = text;
    if (strncmp(at, "..", 2) != 0 && !(at = take_end(at, of_sides, &band.low)))
        return form;
    if (*at == '\0') {
        if (at == text)
            return form;
        band.high = band.low;
    } else if (strncmp(at, "..", 2) != 0) {
        return bare;
    } else if (*(at += 2) != '\0') {
        if (!(at = take_end(at, of_sides, &band.high)))
            return form;
        if (*at != '\0')
            return bare;
    }
    if (isinf(band.low) && isinf(band.high))
        return form;
    if (band.low > band.high)
        return (message_words){"the band ends before it begins", "范围的上限小于下限"};
    *out = band;
    return (message_words){NULL, NULL};
}

bool band_holds(ct_band band, double value)
{
    return value >= band.low && value <= band.high;
}

bool band_within(ct_band inner, ct_band outer)
{
    return inner.low >= outer.low && inner.high <= outer.high;
}
