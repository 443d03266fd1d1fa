#include "cli/scan/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/width.h"

#define BAR_EVERY_S    0.2
#define LINE_EVERY_S   30.0
#define COLUMNS        80
#define BAR_MOST       30 /* columns of the bar between its brackets */
#define LINE_BYTES     320
#define ENOUGH_TO_TELL 0.5 /* seconds after which speed and time left mean something */

double progress_clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

progress_manner progress_choose(bool quiet)
{
    return quiet ? PROGRESS_QUIET : isatty(STDERR_FILENO) ? PROGRESS_BAR : PROGRESS_LINES;
}

void progress_start(progress *shown, ct_lang lang, progress_manner manner, size_t n_calls, int64_t bytes)
{
    double now_s = progress_clock_s();
    *shown = (progress){.lang = lang, .manner = manner, .n_calls = n_calls, .bytes = bytes, .began_s = now_s};
    shown->shown_s = now_s;
}

void progress_step(progress *shown, int64_t bytes, double audio_s, bool failed)
{
    shown->n_done++;
    shown->n_failed += failed;
    shown->bytes_done += bytes;
    shown->audio_s += audio_s;
}

/* "1:05" or "2:03:04". */
static void write_time(char out[32], double seconds)
{
    unsigned long s = seconds > 0 ? (unsigned long)(seconds + 0.5) : 0;
    if (s >= 3600)
        snprintf(out, 32, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(out, 32, "%lu:%02lu", s / 60, s % 60);
}

static void write_figures(const progress *shown, double spent_s, char out[LINE_BYTES])
{
    char left[32] = "-:--";
    double share = shown->bytes > 0 ? (double)shown->bytes_done / (double)shown->bytes : 0;
    bool tells = spent_s > ENOUGH_TO_TELL && share > 0;
    if (tells)
        write_time(left, spent_s * (1 - share) / share);
    snprintf(out, LINE_BYTES,
             shown->lang == CT_LANG_ZH ? "%zu/%zu 通  录音 %.1f 小时  %.0f 倍速  剩余 %s  失败 %zu"
                                       : "%zu/%zu calls  %.1f h audio  %.0fx  %s left  %zu failed",
             shown->n_done, shown->n_calls, shown->audio_s / 3600, tells ? shown->audio_s / spent_s : 0.0, left,
             shown->n_failed);
}

static size_t terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

/* One column stays free: a full line would make some terminals begin the next. */
static void draw_bar(progress *shown, const char *figures)
{
    char bar[BAR_MOST + 1];
    size_t columns = terminal_columns(), taken = width_of_text(figures) + 5, width = 0;
    if (columns > taken)
        width = columns - taken < BAR_MOST ? columns - taken : BAR_MOST;
    size_t full = shown->n_calls ? shown->n_done * width / shown->n_calls : 0;
    memset(bar, '#', full);
    memset(bar + full, '.', width - full);
    bar[width] = 0;
    fprintf(stderr, width > 3 ? "\r[%s]  %s\033[K" : "\r%.0s%s\033[K", bar, figures);
    fflush(stderr);
    shown->drawn = true;
}

void progress_tick(progress *shown)
{
    char figures[LINE_BYTES];
    double now_s = progress_clock_s();
    if (shown->manner == PROGRESS_QUIET ||
        now_s - shown->shown_s < (shown->manner == PROGRESS_BAR ? BAR_EVERY_S : LINE_EVERY_S))
        return;
    shown->shown_s = now_s;
    write_figures(shown, now_s - shown->began_s, figures);
    if (shown->manner == PROGRESS_BAR)
        draw_bar(shown, figures);
    else
        fprintf(stderr, "calltone: %s\n", figures);
}

void progress_clear(progress *shown)
{
    if (shown->drawn)
        fputs("\r\033[K", stderr);
    shown->drawn = false;
}
