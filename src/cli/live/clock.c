#include "cli/live/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "calltone/calltone.h"

#define SECOND_NS 1000000000u
#define SPEED_MAX 100000.0
#define MOMENT_NS 1000000u /* a sleep shorter than a millisecond is not worth asking for */

int live_clock_read_speed(const cli_args *args, const char *text, double *out)
{
    char *end = NULL;
    double speed = strcmp(text, "max") == 0 ? 0.0 : strtod(text, &end);
    bool number = !end || (end != text && *end == '\0');
    if (!number || !(speed >= 0.0 && speed <= SPEED_MAX))
        return cli_complain(args, "--speed takes times real time, such as 1 or 10, or max, not \"%s\"",
                            "--speed 须为实时的倍数（如 1、10）或 max，不能是“%s”", text);
    *out = speed;
    return EXIT_FINE;
}

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND_NS + (uint64_t)now.tv_nsec;
}

void live_clock_start(live_clock *clock, double speed)
{
    *clock = (live_clock){.speed = speed, .began_ns = now_ns()};
}

void live_clock_wait(live_clock *clock, size_t n_frames, const atomic_bool *stop)
{
    clock->heard_frames += n_frames;
    if (clock->speed <= 0.0)
        return;
    double due_s = (double)clock->heard_frames / CT_RATE_HZ / clock->speed;
    uint64_t due_ns = clock->began_ns + (uint64_t)(due_s * SECOND_NS);
    if (due_ns < now_ns() + MOMENT_NS)
        return;
    struct timespec due = {.tv_sec = (time_t)(due_ns / SECOND_NS), .tv_nsec = (long)(due_ns % SECOND_NS)};
    while (!atomic_load(stop) && clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) == EINTR)
        ;
}
