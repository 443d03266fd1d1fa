/* Calls written as text, played to the talk floor, and what it told.
 *
 * A side is a row of tokens, a letter and how long it lasts in seconds: "S1.5 -0.3 S2:4". Letters:
 *   S  speech, five syllables a second, or as many as stand after the colon, spread evenly
 *   -  the line's noise        Z  digital silence       X  lost audio
 *   M  music                   R  ringback              B  busy tone
 *   D  dial tone               O  another tone          F  DTMF
 * A shorter side goes on with noise to the end of the longer one. */
#ifndef SUPPORT_HOPS_H
#define SUPPORT_HOPS_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/report.h"
#include "speech/hop.h"
#include "talk/talk.h"

#define HOPS_MOST 90000 /* 15 minutes */
#define TOLD_MOST 8192

/* Level of written speech; noise lies at HOPS_NOISE_DBFS. */
#define HOPS_SPEECH_DBFS (-20.0f)
#define HOPS_NOISE_DBFS  (-60.0f)

typedef struct hops {
    ct_hop pair[HOPS_MOST][2];
    size_t n;
} hops;

typedef struct told {
    ct_event events[TOLD_MOST];
    size_t n;
    talk_change changes[TOLD_MOST];
    size_t n_changes;
} told;

/* The one hop that a letter stands for. */
ct_hop hops_hop(char letter);

/* Write a call; fails the test on a bad token. */
void hops_write(hops *h, const char *agent, const char *customer);

/* Play a call from its start to its end, and collect. */
void hops_play(const hops *h, bool two_sides, told *out);

/* hops_write() and hops_play() on one call of the program; valid until the next. */
const told *hear(const char *agent, const char *customer);
const told *hear_mono(const char *agent);

/* A listener that collects into `out`. */
talk_listener told_listener(told *out);

size_t told_count(const told *t, ct_event_kind kind);
/* The nth event of that kind, in the order told; fails the test when there is none. */
const ct_event *told_nth(const told *t, ct_event_kind kind, size_t nth);
/* The only event of that kind, from start to end on that side; fails the test otherwise. */
const ct_event *told_only(const told *t, ct_event_kind kind, ct_side side, double start_s, double end_s);

#endif
