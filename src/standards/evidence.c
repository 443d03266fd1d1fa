/* Where to hear what a figure says. A figure that counts events shows these events; one that describes speech shows the
 * stretches of speech that are most like it: for a fast pace the fastest, for a flat voice the longest turns. */
#include "standards/evidence.h"

#include <math.h>
#include <string.h>

#define MOST_EXAMPLES   3
#define LEAST_SYLLABLES 8  /* of an utterance whose pace is worth a name */
#define LEAST_LEVEL_S   1  /* of an utterance whose level is */
#define EDGE_OF_CALL_S  15 /* what is called the opening and the closing */

typedef enum way {
    EVERY,        /* the events themselves */
    EVERY_SEVERE, /* those that are severe */
    UNANNOUNCED,  /* holds without a word before them */
    LONGEST,      /* the one that is longest */
    OF_PACE,      /* utterances, fastest or slowest */
    OF_LEVEL,     /* utterances, loudest or softest */
    OF_LENGTH,    /* the longest few */
} way;

/* What to hear for a measure. Side: as the reading's, but for silences and holds, where it is as told here. */
static const struct example {
    const char *measure;
    ct_event_kind kind;
    way choice;
} examples[] = {
    {"longest_monologue", CT_EVENT_TURN, LONGEST},
    {"speech_rate", CT_EVENT_UTTERANCE, OF_PACE},
    {"speech_rate_fastest_10s", CT_EVENT_UTTERANCE, OF_PACE},
    {"articulation_rate", CT_EVENT_UTTERANCE, OF_PACE},
    {"drawl_rate", CT_EVENT_DRAWL, EVERY},
    {"response_gap_median", CT_EVENT_SILENCE, OF_LENGTH},
    {"response_gap_p90", CT_EVENT_SILENCE, OF_LENGTH},
    {"early_start_share", CT_EVENT_OVERLAP, EVERY},
    {"active_level", CT_EVENT_UTTERANCE, OF_LEVEL},
    {"loud_bursts", CT_EVENT_SHOUT, EVERY},
    {"interruptions", CT_EVENT_INTERRUPTION, EVERY},
    {"severe_interruptions", CT_EVENT_INTERRUPTION, EVERY_SEVERE},
    {"cut_offs", CT_EVENT_CUT_OFF, EVERY},
    {"backchannels", CT_EVENT_BACKCHANNEL, EVERY},
    {"overlap_time", CT_EVENT_OVERLAP, EVERY},
    {"silence_total", CT_EVENT_SILENCE, EVERY},
    {"silence_share", CT_EVENT_SILENCE, EVERY},
    {"longest_silence", CT_EVENT_SILENCE, LONGEST},
    {"longest_silence_agent_owed", CT_EVENT_SILENCE, LONGEST},
    {"hold_count", CT_EVENT_HOLD, EVERY},
    {"hold_total", CT_EVENT_HOLD, EVERY},
    {"hold_longest", CT_EVENT_HOLD, LONGEST},
    {"hold_unannounced", CT_EVENT_HOLD, UNANNOUNCED},
    {"wait_without_contact", CT_EVENT_HOLD, LONGEST},
    {"rings_before_answer", CT_EVENT_RING, EVERY},
    {"answer_delay", CT_EVENT_RING, EVERY},
    {"pops_rate", CT_EVENT_POP, EVERY},
    {"clipping_share", CT_EVENT_CLIP, EVERY},
};

/* The reading that is known exactly when events of the kind can be heard. */
static const char *const witnesses[CT_EVENT_KINDS] = {
    [CT_EVENT_UTTERANCE] = "speech_time",
    [CT_EVENT_TURN] = "turns",
    [CT_EVENT_PAUSE] = "pause_rate",
    [CT_EVENT_OVERLAP] = "overlap_time",
    [CT_EVENT_INTERRUPTION] = "interruptions",
    [CT_EVENT_CUT_OFF] = "cut_offs",
    [CT_EVENT_BACKCHANNEL] = "backchannels",
    [CT_EVENT_SILENCE] = "silence_total",
    [CT_EVENT_HOLD] = "hold_count",
    [CT_EVENT_RING] = "rings_before_answer",
    [CT_EVENT_MUSIC] = "hold_count",
    [CT_EVENT_CLIP] = "clipping_share",
    [CT_EVENT_POP] = "pops_rate",
    [CT_EVENT_SHOUT] = "loud_bursts",
    [CT_EVENT_DRAWL] = "drawl_rate",
};

const ct_reading *evidence_witness(const ct_report *report, const ct_rule *rule)
{
    const char *name = witnesses[rule->event];
    if (rule->event == CT_EVENT_SILENCE && rule->side != CT_SIDE_CALL)
        name = "longest_silence_agent_owed"; /* one channel has silences, and nobody who owed the turn */
    const ct_reading *own = ct_report_find(report, name, rule->side);
    const ct_reading *of_call = own ? own : ct_report_find(report, name, CT_SIDE_CALL);
    return of_call ? of_call : ct_report_find(report, name, CT_SIDE_AGENT);
}

/* Holds are nobody's and everybody's: the customer waits, the agent lets wait. */
bool evidence_is_meant(const ct_rule *rule, const ct_event *event)
{
    bool any_side = rule->side == CT_SIDE_CALL || event->kind == CT_EVENT_HOLD;
    return event->kind == rule->event && (any_side || event->side == rule->side);
}

/* Put a span in its place in time; when there is no room the last ones are left out. */
static void add_span(ct_verdict *verdict, double start_s, double end_s)
{
    size_t at = verdict->n_spans;
    verdict->n_moments++;
    while (at > 0 && verdict->spans[at - 1].start_s > start_s)
        at--;
    if (at == CT_MOST_SPANS)
        return;
    if (verdict->n_spans == CT_MOST_SPANS)
        verdict->n_spans--;
    memmove(&verdict->spans[at + 1], &verdict->spans[at], (verdict->n_spans - at) * sizeof verdict->spans[0]);
    verdict->spans[at] = (ct_span){fmax(0, start_s), end_s};
    verdict->n_spans++;
}

static double length_of(const ct_event *event)
{
    return event->end_s - event->start_s;
}

/* How well an event shows the thing: negative where it does not. */
static double aptness(const ct_event *event, way choice, int direction)
{
    double length_s = length_of(event);
    switch (choice) {
    case EVERY_SEVERE:
        return event->flags & CT_EVENT_SEVERE ? length_s : -1;
    case UNANNOUNCED:
        return event->flags & CT_EVENT_UNANNOUNCED ? length_s : -1;
    case OF_PACE:
        if (event->syllables < LEAST_SYLLABLES || length_s <= 0)
            return -1;
        return direction < 0 ? length_s / event->syllables : event->syllables / length_s;
    case OF_LEVEL: /* levels lie between -100 and some dB over 0 */
        return event->speech_s < LEAST_LEVEL_S ? -1 : direction < 0 ? 100 - event->level_dbfs : 200 + event->level_dbfs;
    default:
        return length_s;
    }
}

static size_t most_of(way choice)
{
    return choice == LONGEST ? 1 : choice >= OF_PACE ? MOST_EXAMPLES : CT_MOST_SPANS;
}

/* The aptest events, at most `most`. `n_all` is how many would do. */
static size_t pick(const ct_report *report, const struct example *example, ct_side side, int direction,
                   const ct_event *picked[CT_MOST_SPANS], size_t *n_all)
{
    size_t most = most_of(example->choice), n = 0;
    *n_all = 0;
    for (size_t i = 0; i < report->n_events; i++) {
        const ct_event *event = &report->events[i];
        bool is_meant = event->kind == example->kind && (side == CT_SIDE_CALL || event->side == side);
        double apt = is_meant ? aptness(event, example->choice, direction) : -1;
        if (apt < 0)
            continue;
        ++*n_all;
        size_t at = n < most ? n++ : n;
        for (; at > 0 && aptness(picked[at - 1], example->choice, direction) < apt; at--)
            if (at < most)
                picked[at] = picked[at - 1];
        if (at < most)
            picked[at] = event;
    }
    return n;
}

static ct_side side_to_hear(const ct_rule *rule, ct_event_kind kind)
{
    if (strcmp(rule->measure->name, "longest_silence_agent_owed") == 0)
        return CT_SIDE_AGENT;
    return kind == CT_EVENT_HOLD || kind == CT_EVENT_RING || kind == CT_EVENT_CLIP ? CT_SIDE_CALL : rule->side;
}

/* Measures of the call's ends are heard there; everything else without an entry in the longest turns. */
static bool hear_edge(const ct_report *report, ct_verdict *verdict)
{
    const char *name = verdict->rule->measure->name;
    double end_s = report->duration_s;
    if (strcmp(name, "first_words_delay") == 0)
        add_span(verdict, 0, fmin(end_s, verdict->value + 2));
    else if (strcmp(name, "tail") == 0)
        add_span(verdict, end_s - verdict->value, end_s);
    else if (strcmp(name, "hung_up_first") == 0)
        add_span(verdict, end_s - EDGE_OF_CALL_S, end_s);
    else
        return false;
    return true;
}

static void hear_measure(const ct_report *report, ct_verdict *verdict)
{
    static const struct example turns = {NULL, CT_EVENT_TURN, OF_LENGTH};
    const struct example *example = &turns;
    const ct_event *picked[CT_MOST_SPANS];
    size_t n_all = 0;
    if (hear_edge(report, verdict))
        return;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        if (strcmp(examples[i].measure, verdict->rule->measure->name) == 0)
            example = &examples[i];
    ct_side side = side_to_hear(verdict->rule, example->kind);
    size_t n = pick(report, example, side, verdict->direction, picked, &n_all);
    for (size_t i = 0; i < n; i++)
        add_span(verdict, picked[i]->start_s, picked[i]->end_s);
    if (most_of(example->choice) == CT_MOST_SPANS)
        verdict->n_moments = n_all;
    if (n == 0 && verdict->direction != 0) /* it is nowhere in particular */
        add_span(verdict, 0, report->duration_s);
}

static void hear_events(const ct_report *report, ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    for (size_t i = 0; i < report->n_events; i++) {
        const ct_event *event = &report->events[i];
        if (evidence_is_meant(rule, event) && length_of(event) > rule->limit_warn_s)
            add_span(verdict, event->start_s, event->end_s);
    }
}

static void hear_every(const ct_report *report, ct_verdict *verdict, ct_event_kind kind)
{
    for (size_t i = 0; i < report->n_events; i++)
        if (report->events[i].kind == kind)
            add_span(verdict, report->events[i].start_s, report->events[i].end_s);
}

static void hear_place(const ct_report *report, ct_verdict *verdict)
{
    double end_s = report->duration_s;
    switch (verdict->rule->hear) {
    case CT_HEAR_OPENING:
        add_span(verdict, 0, fmin(end_s, EDGE_OF_CALL_S));
        break;
    case CT_HEAR_CLOSING:
        add_span(verdict, end_s - EDGE_OF_CALL_S, end_s);
        break;
    case CT_HEAR_HOLD:
        hear_every(report, verdict, CT_EVENT_HOLD);
        break;
    case CT_HEAR_INTERRUPTION:
        hear_every(report, verdict, CT_EVENT_INTERRUPTION);
        break;
    case CT_HEAR_ALL:
        break;
    }
}

void evidence_find(const ct_report *report, ct_verdict *verdict)
{
    bool is_finding = verdict->outcome == CT_WARN || verdict->outcome == CT_FAIL || verdict->outcome == CT_ADVISORY;
    if (verdict->outcome == CT_LISTENER)
        hear_place(report, verdict);
    else if (is_finding && verdict->rule->on_events)
        hear_events(report, verdict);
    else if (is_finding)
        hear_measure(report, verdict);
}
