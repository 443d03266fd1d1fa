/* The catalogue: every measure of measures.def, and its readings in one row. */
#include "calltone/measure.h"

#include <string.h>

#include "measures/measuring.h"

#define MEASURE(name) &ct_measure_##name,
const ct_measure *const ct_measures[] = {
#include "measures/measures.def"
};
#undef MEASURE

const size_t ct_n_measures = sizeof(ct_measures) / sizeof(ct_measures[0]);

size_t ct_measure_count(void)
{
    size_t count = 0;
    for (size_t m = 0; m < ct_n_measures; m++)
        count += ct_measures[m]->n_readings;
    return count;
}

const ct_measure_info *ct_measure_at(size_t index)
{
    for (size_t m = 0; m < ct_n_measures; m++) {
        if (index < ct_measures[m]->n_readings)
            return &ct_measures[m]->readings[index];
        index -= ct_measures[m]->n_readings;
    }
    return NULL;
}

const ct_measure_info *ct_measure_find(const char *name)
{
    if (!name)
        return NULL;
    size_t count = ct_measure_count();
    for (size_t i = 0; i < count; i++) {
        const ct_measure_info *info = ct_measure_at(i);
        if (strcmp(info->name, name) == 0)
            return info;
    }
    return NULL;
}
