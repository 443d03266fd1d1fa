/* The part of the JSON report that a standard adds. `judgement` may be NULL: facts carry none. */
#ifndef CT_REPORT_JSON_VERDICTS_H
#define CT_REPORT_JSON_VERDICTS_H

#include "calltone/standard.h"
#include "report/json_writer.h"

void json_write_standard(json_writer *json, const ct_judgement *judgement);
void json_write_verdicts(json_writer *json, const ct_judgement *judgement);
void json_write_score(json_writer *json, const ct_judgement *judgement);

#endif
