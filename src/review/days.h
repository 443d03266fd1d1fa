/* Days as whole numbers from 1970-01-01 on, by the Gregorian calendar. Algorithm: Howard Hinnant, "chrono-compatible
 * low-level date algorithms", 2013 (days_from_civil and civil_from_days). */
#ifndef CT_REVIEW_DAYS_H
#define CT_REVIEW_DAYS_H

#include <stdbool.h>

#define DAYS_NONE      (-1000000)
#define DAYS_TEXT_SIZE 16

/* The day of "2026-11-23", with or without what follows; DAYS_NONE where there is none. */
int days_read(const char *text);
/* The hour of "2026-11-23T09:41", 0 to 23, or -1. */
int days_read_hour(const char *text);
/* "2026-11-23" */
void days_write(char out[DAYS_TEXT_SIZE], int day);
/* 0 Monday to 6 Sunday. */
int days_weekday(int day);
/* First day of the month that a day is in, and of the month after. */
int days_month(int day);
int days_next_month(int day);

#endif
