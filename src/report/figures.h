/* Figures for programs: what every machine-readable writer agrees on. */
#ifndef CT_REPORT_FIGURES_H
#define CT_REPORT_FIGURES_H

#include <stdbool.h>

#include "calltone/report.h"

/* True when the reading has a value that can be written: known, finite, and a side where a side is meant. */
bool figure_is_known(const ct_reading *reading);

/* Its state; a "known" value that cannot be written is not measurable. */
ct_state figure_state(const ct_reading *reading);

/* Why there is no value: never NULL. The state's name where the measure gave no reason. */
const char *figure_reason(const ct_reading *reading);

/* Unit of a fault's value ("dB" ...), or NULL where the fault has none. */
const char *figure_fault_unit(ct_fault fault);

#endif
