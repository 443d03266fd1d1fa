#include "cli/period.h"

#include <time.h>

#include "review/days.h"

int period_option(const cli_args *args, const char *name, int *day)
{
    const char *text = cli_value(args, name);
    if (!text)
        return EXIT_FINE;
    int read = days_read(text);
    if (read == DAYS_NONE || text[10] != '\0')
        return cli_complain(args, "--%s %s: a day is written 2026-11-23", "--%s %s：日期请写成 2026-11-23", name, text);
    *day = read;
    return EXIT_FINE;
}

int period_last_day(const cli_args *args, ct_store *store, int *day)
{
    time_t now = time(NULL);
    struct tm local = {0};
    char today[16], found[11];
    ct_message message;
    localtime_r(&now, &local);
    strftime(today, sizeof today, "%Y-%m-%d", &local);
    if (ct_store_find_last_day(store, today, found, &message) != CT_OK) {
        cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
        return EXIT_FAILED;
    }
    *day = days_read(*found ? found : today);
    return EXIT_FINE;
}
