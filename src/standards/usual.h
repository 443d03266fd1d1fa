/* Memory of a baseline, and a value against it. */
#ifndef CT_STANDARDS_USUAL_H
#define CT_STANDARDS_USUAL_H

#include "calltone/baseline.h"
#include "calltone/standard.h"

/* One with room for `n` usual values, none in it yet; NULL without memory. `agent` is copied. */
ct_baseline *usual_create(const char *agent, size_t n);

/* How far a value lies from the usual one, in the unit that `against` gives (see ct_rule_unit()). NaN where that has no
 * answer: no spread, or a pitch that is none. */
double usual_distance(const ct_usual *usual, ct_against against, double value);

#endif
