#include "report/figures.h"

#include <math.h>

bool figure_is_known(const ct_reading *reading)
{
    if (reading->state != CT_KNOWN || !isfinite(reading->value))
        return false;
    return reading->info->unit != CT_UNIT_SIDE || (reading->value >= CT_SIDE_AGENT && reading->value <= CT_SIDE_MIXED);
}

ct_state figure_state(const ct_reading *reading)
{
    return reading->state == CT_KNOWN && !figure_is_known(reading) ? CT_NOT_MEASURABLE : reading->state;
}

const char *figure_reason(const ct_reading *reading)
{
    return reading->reason ? reading->reason : ct_state_name(figure_state(reading));
}

const char *figure_fault_unit(ct_fault fault)
{
    switch (fault) {
    case CT_FAULT_CROSSTALK:
    case CT_FAULT_NOISE:
        return ct_unit_name(CT_UNIT_DB);
    case CT_FAULT_DC:
    case CT_FAULT_CLIPPING:
        return ct_unit_name(CT_UNIT_RATIO);
    case CT_FAULT_DROPOUTS:
        return ct_unit_name(CT_UNIT_COUNT);
    case CT_FAULT_LOST_AUDIO:
    case CT_FAULT_SIDE_MISSING:
    case CT_FAULT_SHORT:
        return ct_unit_name(CT_UNIT_SECONDS);
    case CT_FAULT_LOW_LEVEL:
        return ct_unit_name(CT_UNIT_DBFS);
    default:
        return NULL;
    }
}
