#include "review/days.h"

#include <stdio.h>
#include <string.h>

typedef struct civil {
    int year, month, day;
} civil;

static int of_civil(civil date)
{
    int year = date.year - (date.month <= 2), era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static civil to_civil(int day)
{
    int shifted = day + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int of_era = shifted - era * 146097;
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), month = (5 * of_year + 2) / 153;
    civil date = {year_of_era + era * 400, month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1};
    date.year += date.month <= 2;
    return date;
}

/* `n` digits, or -1. */
static int digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + text[i] - '0';
    }
    return value;
}

int days_read(const char *text)
{
    if (!text || strlen(text) < 10 || text[4] != '-' || text[7] != '-' || digits(text + 10, 1) >= 0)
        return DAYS_NONE;
    civil date = {digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (date.year < 1 || date.month < 1 || date.day < 1)
        return DAYS_NONE;
    int day = of_civil(date);
    civil back = to_civil(day); /* 30 February comes back as another day */
    return back.year == date.year && back.month == date.month && back.day == date.day ? day : DAYS_NONE;
}

int days_read_hour(const char *text)
{
    if (days_read(text) == DAYS_NONE || (text[10] != 'T' && text[10] != ' '))
        return -1;
    int hour = digits(text + 11, 2);
    return hour <= 23 ? hour : -1;
}

void days_write(char out[DAYS_TEXT_SIZE], int day)
{
    civil date = to_civil(day);
    snprintf(out, DAYS_TEXT_SIZE, "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
}

int days_weekday(int day)
{
    return ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

int days_month(int day)
{
    civil date = to_civil(day);
    return of_civil((civil){date.year, date.month, 1});
}

int days_next_month(int day)
{
    civil date = to_civil(day);
    return of_civil((civil){date.year + date.month / 12, date.month % 12 + 1, 1});
}
