/* What stands behind the equals sign: numbers, bands, and words out of a list. */
#ifndef CT_STANDARDS_VALUES_H
#define CT_STANDARDS_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"
#include "calltone/standard.h"

/* Read a number such as -28 or 0.5, whatever the locale. The whole of `text`, or false. */
bool value_number(const char *text, double *out);

/* Read 180..260, ..1.5, 4.. or a single value; ends are numbers or, where `of_sides`, agent and customer.
 * Comes back with what is wrong. */
message_words value_band(const char *text, bool of_sides, ct_band *out);

bool band_holds(ct_band band, double value);
/* True when all of `inner` lies in `outer`. */
bool band_within(ct_band inner, ct_band outer);

#endif
