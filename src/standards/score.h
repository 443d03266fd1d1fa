/* Points and weights. */
#ifndef CT_STANDARDS_SCORE_H
#define CT_STANDARDS_SCORE_H

#include "calltone/standard.h"

/* Fill in points, dimensions and totals of a judgement whose outcomes are known. */
void score_fill(ct_judgement *judgement);

#endif
