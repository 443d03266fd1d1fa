/* Readings of many calls, kept as they are: the median of a measure is known only when all are there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/units.h"
#include "calltone/baseline.h"
#include "standards/usual.h"

#define SIDES    3      /* agent, customer, call */
#define NORMAL_K 1.4826 /* standard deviations in a median distance of a normal distribution: 1 / 0.6745 */

typedef struct column {
    double *values;
    size_t n, room;
} column;

struct ct_collector {
    size_t n_calls;
    size_t n_columns; /* SIDES for each measure of the catalogue */
    column *columns;
};

ct_status ct_collector_create(ct_collector **out)
{
    if (!out)
        return CT_ERR_ARGUMENT;
    ct_collector *collector = calloc(1, sizeof *collector);
    if (!collector)
        return CT_ERR_MEMORY;
    collector->n_columns = SIDES * ct_measure_count();
    collector->columns = calloc(collector->n_columns, sizeof *collector->columns);
    if (!collector->columns) {
        free(collector);
        return CT_ERR_MEMORY;
    }
    *out = collector;
    return CT_OK;
}

void ct_collector_destroy(ct_collector *collector)
{
    if (!collector)
        return;
    for (size_t i = 0; i < collector->n_columns; i++)
        free(collector->columns[i].values);
    free(collector->columns);
    free(collector);
}

size_t ct_collector_calls(const ct_collector *collector)
{
    return collector->n_calls;
}

static bool add_value(column *to, double value)
{
    double *values = grow_list(to->values, to->n, &to->room, sizeof *values);
    if (!values)
        return false;
    to->values = values;
    to->values[to->n++] = value;
    return true;
}

/* Place of a measure in the catalogue. */
static size_t index_of(const ct_measure_info *info)
{
    size_t i = 0;
    while (ct_measure_at(i) && ct_measure_at(i) != info)
        i++;
    return i;
}

ct_status ct_collector_add(ct_collector *collector, const ct_report *report)
{
    if (!collector || !report)
        return CT_ERR_ARGUMENT;
    for (size_t i = 0; i < report->n_readings; i++) {
        const ct_reading *reading = &report->readings[i];
        size_t place = SIDES * index_of(reading->info) + (size_t)reading->side;
        bool taken = reading->side < SIDES && reading->state == CT_KNOWN && isfinite(reading->value) &&
                     reading->info->unit != CT_UNIT_SIDE && place < collector->n_columns;
        if (taken && !add_value(&collector->columns[place], reading->value))
            return CT_ERR_MEMORY;
    }
    collector->n_calls++;
    return CT_OK;
}

static int in_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Orders the values. */
static double median_of(double *values, size_t n)
{
    qsort(values, n, sizeof *values, in_order);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* `scratch` has room for the column's values. */
static ct_usual usual_of(const ct_collector *collector, size_t place, double *scratch)
{
    const column *from = &collector->columns[place];
    ct_usual usual = {.measure = ct_measure_at(place / SIDES), .side = (ct_side)(place % SIDES), .n_calls = from->n};
    int decimals = ct_unit_decimals(usual.measure->unit);
    memcpy(scratch, from->values, from->n * sizeof *scratch);
    usual.median = median_of(scratch, from->n);
    for (size_t i = 0; i < from->n; i++)
        scratch[i] = fabs(from->values[i] - usual.median);
    usual.spread = rounded(NORMAL_K * median_of(scratch, from->n), decimals + 1);
    usual.median = rounded(usual.median, decimals);
    return usual;
}

ct_status ct_collector_read(const ct_collector *collector, const char *agent, ct_baseline **out)
{
    if (!collector || !out)
        return CT_ERR_ARGUMENT;
    ct_baseline *baseline = usual_create(agent ? agent : "", collector->n_columns);
    double *scratch = malloc((collector->n_calls + 1) * sizeof *scratch);
    if (!baseline || !scratch) {
        ct_baseline_free(baseline);
        free(scratch);
        return CT_ERR_MEMORY;
    }
    baseline->n_calls = collector->n_calls;
    for (size_t i = 0; i < collector->n_columns; i++)
        if (collector->columns[i].n > 0)
            baseline->usuals[baseline->n_usuals++] = usual_of(collector, i, scratch);
    free(scratch);
    *out = baseline;
    return CT_OK;
}
