#include "who/date.h"

#include <stdio.h>
#include <string.h>

typedef struct date_parts {
    unsigned year, month, day, hour, minute, second;
    bool has_time;
} date_parts;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `least` to `most` digits. */
static bool take_number(const char **at, int least, int most, unsigned *value)
{
    int n = 0;
    for (*value = 0; n < most && is_digit(**at); n++, (*at)++)
        *value = *value * 10 + (unsigned)(**at - '0');
    return n >= least;
}

/* One of the words of a list that ends with NULL. */
static bool take_any(const char **at, const char *const *words)
{
    for (; *words; words++)
        if (strncmp(*at, *words, strlen(*words)) == 0) {
            *at += strlen(*words);
            return true;
        }
    return false;
}

static bool take_date(const char **at, date_parts *d)
{
    static const char *const after_year[] = {"-", "/", ".", "年", NULL}, *const after_month[] = {"-", "/", ".", "月",
                                                                                                 NULL};
    static const char *const after_day[] = {"日", NULL};
    if (!take_number(at, 4, 4, &d->year))
        return false;
    if (is_digit(**at))
        return take_number(at, 2, 2, &d->month) && take_number(at, 2, 2, &d->day);
    bool whole = take_any(at, after_year) && take_number(at, 1, 2, &d->month) && take_any(at, after_month) &&
                 take_number(at, 1, 2, &d->day);
    take_any(at, after_day);
    return whole;
}

static bool take_time(const char **at, date_parts *d)
{
    static const char *const before[] = {"T", "t", " ", "-", "_", NULL}, *const between[] = {":", "-", ".", NULL};
    d->has_time = true;
    take_any(at, before); /* or nothing: 20261124090530 */
    if (!take_number(at, 1, 2, &d->hour))
        return false;
    take_any(at, between);
    if (!take_number(at, 2, 2, &d->minute))
        return false;
    if (!**at)
        return true;
    take_any(at, between);
    if (!take_number(at, 2, 2, &d->second))
        return false;
    if (**at == '.')
        for ((*at)++; is_digit(**at); (*at)++)
            ;
    return true;
}

static bool is_possible(const date_parts *d)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->year < 1970 || d->month < 1 || d->month > 12 || d->day < 1)
        return false;
    bool leap = d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0);
    return d->day <= days[d->month - 1] + (d->month == 2 && leap ? 1u : 0u) && d->hour < 24 && d->minute < 60 &&
           d->second < 60;
}

bool date_read(const char *text, char out[DATE_BYTES])
{
    date_parts d = {0};
    const char *at = text;
    if (!take_date(&at, &d) || (*at && !take_time(&at, &d)) || *at || !is_possible(&d))
        return false;
    /* the remainders change nothing; they tell the compiler how long a part can be */
    int n = snprintf(out, DATE_BYTES, "%04u-%02u-%02u", d.year % 10000, d.month % 100, d.day % 100);
    if (d.has_time)
        snprintf(out + n, DATE_BYTES - (size_t)n, "T%02u:%02u:%02u", d.hour % 100, d.minute % 100, d.second % 100);
    return true;
}
