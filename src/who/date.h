/* Dates and times as people, recorders and spreadsheets write them, made ISO 8601. */
#ifndef CT_WHO_DATE_H
#define CT_WHO_DATE_H

#include <stdbool.h>

#define DATE_BYTES 32

/* Read all of `text`: year, month, day, and a time or none. Parts may be divided as in 2026-11-24T09:05:30,
 * 2026/11/24 9:05, 2026年11月24日 or 20261124-090530; fractions of a second are cut off. A text with a zone is refused:
 * which hour it was here is not known. Writes "2026-11-24" or "2026-11-24T09:05:30". */
bool date_read(const char *text, char out[DATE_BYTES]);

#endif
