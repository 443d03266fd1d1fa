#include "store/facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LAYOUT    1          /* first byte; another layout gets another number */
#define MOST_ROWS (1u << 24) /* of readings or events; an engine keeps fewer */

/* What an event has beyond kind, side, start and end; the bits stand above its side. */
enum {
    HAS_FLAGS = 1u << 2,
    HAS_SYLLABLES = 1u << 3,
    HAS_SPEECH = 1u << 4,
    HAS_LEVEL = 1u << 5,
    HAS_CAUSE = 1u << 6,
    HAS_CONTACT = 1u << 7,
    SIDE_BITS = 3
};

/* About the call as a whole. */
enum { TWO_CHANNELS = 1u << 0, MIXED = 1u << 1, FINISHED = 1u << 2 };

typedef struct packing {
    packed *out;
    facts_numberer number_of;
    void *context;
} packing;

static void put_word(const packing *job, const char *word)
{
    packed_put(job->out, word ? job->number_of(job->context, word) : 0);
}

static void pack_health(const packing *job, const ct_report *report)
{
    packed_put(job->out, report->n_health);
    for (size_t i = 0; i < report->n_health; i++) {
        put_word(job, ct_fault_name(report->health[i].fault));
        packed_put(job->out, report->health[i].side);
        packed_put_figure(job->out, report->health[i].value, CT_FAULT_DECIMALS);
    }
}

/* A "known" value that is no number is none (json.c says the same). */
static void pack_reading(const packing *job, const ct_reading *reading)
{
    bool known = reading->state == CT_KNOWN && isfinite(reading->value);
    ct_state state = reading->state == CT_KNOWN && !known ? CT_NOT_MEASURABLE : reading->state;
    put_word(job, reading->info->name);
    packed_put(job->out, (unsigned)reading->side | (unsigned)state << 2);
    if (known)
        packed_put_figure(job->out, reading->value, ct_unit_decimals(reading->info->unit));
    else
        put_word(job, reading->reason);
    packed_put_figure(job->out, reading->evidence_s, CT_TIME_DECIMALS);
}

static unsigned event_has(const ct_event *event)
{
    return (unsigned)event->side | (event->flags ? HAS_FLAGS : 0u) | (event->syllables ? HAS_SYLLABLES : 0u) |
           (event->speech_s != 0 ? HAS_SPEECH : 0u) | (event->level_dbfs != 0 ? HAS_LEVEL : 0u) |
           (event->cause ? HAS_CAUSE : 0u) | (event->without_contact_s != 0 ? HAS_CONTACT : 0u);
}

/* Times as whole milliseconds. */
static int64_t ms_of(double seconds)
{
    return isfinite(seconds) ? llround(seconds * 1e3) : 0;
}

static void pack_event(const packing *job, const ct_event *event, int64_t *last_ms)
{
    unsigned has = event_has(event);
    int64_t start_ms = ms_of(event->start_s);
    put_word(job, ct_event_kind_name(event->kind));
    packed_put(job->out, has);
    packed_put_signed(job->out, start_ms - *last_ms);
    packed_put_signed(job->out, ms_of(event->end_s) - start_ms);
    *last_ms = start_ms;
    if (has & HAS_FLAGS)
        packed_put(job->out, event->flags);
    if (has & HAS_SYLLABLES)
        packed_put_signed(job->out, event->syllables);
    if (has & HAS_SPEECH)
        packed_put_figure(job->out, event->speech_s, CT_TIME_DECIMALS);
    if (has & HAS_LEVEL)
        packed_put_figure(job->out, event->level_dbfs, CT_LEVEL_DECIMALS);
    if (has & HAS_CAUSE)
        put_word(job, ct_hold_cause_name(event->cause));
    if (has & HAS_CONTACT)
        packed_put_figure(job->out, event->without_contact_s, CT_TIME_DECIMALS);
}

static size_t count_notes(const char *const *notes)
{
    size_t n = 0;
    while (notes && notes[n])
        n++;
    return n;
}

static void pack_notes(const packing *job, const char *const *notes)
{
    size_t n = count_notes(notes);
    packed_put(job->out, n);
    for (size_t i = 0; i < n; i++)
        packed_put_text(job->out, notes[i]);
}

void facts_pack(const ct_report *report, const ct_call *call, facts_numberer number_of, void *context, packed *out)
{
    packing job = {out, number_of, context};
    int64_t last_ms = 0;
    packed_put(out, LAYOUT);
    packed_put(out, (report->channels == 2 ? TWO_CHANNELS : 0u) | (report->mixed ? MIXED : 0u) |
                        (report->finished ? FINISHED : 0u));
    packed_put_figure(out, report->duration_s, CT_TIME_DECIMALS);
    pack_health(&job, report);
    packed_put(out, report->n_readings);
    for (size_t i = 0; i < report->n_readings; i++)
        pack_reading(&job, &report->readings[i]);
    packed_put(out, report->n_events);
    for (size_t i = 0; i < report->n_events; i++)
        pack_event(&job, &report->events[i], &last_ms);
    packed_put(out, report->events_dropped);
    pack_notes(&job, call->notes);
    pack_notes(&job, call->notes_zh);
}

/* ---- and back ---- */

typedef struct unpack_job {
    unpacking from;
    const word_list *words;
    ct_status status;
} unpack_job;

/* The word of the next number; NULL for 0, and for one that nobody knows, which is a failure. */
static const word_entry *take_word(unpack_job *job)
{
    uint64_t number = packed_take(&job->from);
    const word_entry *found = number < WORDS_MOST ? word_list_at(job->words, number) : NULL;
    if (number > 0 && !found)
        job->from.failed = true;
    return found;
}

static int must_be(unpack_job *job, int place)
{
    if (place >= 0)
        return place;
    job->from.failed = true;
    return 0;
}

/* How many rows follow, each of at least one byte, and room for one more. */
static void *start_rows(unpack_job *job, size_t size, size_t *n)
{
    uint64_t left = (uint64_t)(job->from.end - job->from.at);
    *n = packed_take_below(&job->from, left < MOST_ROWS ? left : MOST_ROWS);
    void *room = calloc(*n + 1, size);
    if (!room) {
        job->status = CT_ERR_MEMORY;
        *n = 0;
    }
    return room;
}

static void unpack_health(unpack_job *job, ct_report *report)
{
    report->health = start_rows(job, sizeof *report->health, &report->n_health);
    for (size_t i = 0; i < report->n_health; i++) {
        const word_entry *fault = take_word(job);
        report->health[i] = (ct_health){.fault = (ct_fault)must_be(job, fault ? fault->fault : -1)};
        report->health[i].side = (ct_side)packed_take_below(&job->from, CT_SIDE_MIXED);
        report->health[i].value = packed_take_figure(&job->from, CT_FAULT_DECIMALS);
    }
}

static void unpack_reading(unpack_job *job, ct_reading *reading)
{
    const word_entry *name = take_word(job);
    unsigned about = (unsigned)packed_take_below(&job->from, (unsigned)CT_NOT_OBSERVABLE << 2 | SIDE_BITS);
    reading->side = (ct_side)(about & SIDE_BITS);
    reading->state = (ct_state)(about >> 2);
    reading->info = name ? name->measure : NULL;
    if (!reading->info) {
        job->from.failed = true;
    } else if (reading->state == CT_KNOWN) {
        reading->value = packed_take_figure(&job->from, ct_unit_decimals(reading->info->unit));
    } else {
        const word_entry *reason = take_word(job);
        reading->reason = reason ? reason->text : NULL;
    }
    reading->evidence_s = packed_take_figure(&job->from, CT_TIME_DECIMALS);
}

static void unpack_event(unpack_job *job, ct_event *event, int64_t *last_ms)
{
    unpacking *from = &job->from;
    const word_entry *kind = take_word(job);
    unsigned has = (unsigned)packed_take_below(from, 255);
    event->kind = (ct_event_kind)must_be(job, kind ? kind->kind : -1);
    event->side = (ct_side)(has & SIDE_BITS);
    *last_ms = (int64_t)((uint64_t)*last_ms + (uint64_t)packed_take_signed(from)); /* damaged bytes may overflow */
    event->start_s = (double)*last_ms / 1e3;
    event->end_s = (double)(int64_t)((uint64_t)*last_ms + (uint64_t)packed_take_signed(from)) / 1e3;
    if (has & HAS_FLAGS)
        event->flags = (unsigned)packed_take_below(from, UINT32_MAX);
    if (has & HAS_SYLLABLES)
        event->syllables = (int)packed_take_signed(from);
    if (has & HAS_SPEECH)
        event->speech_s = packed_take_figure(from, CT_TIME_DECIMALS);
    if (has & HAS_LEVEL)
        event->level_dbfs = packed_take_figure(from, CT_LEVEL_DECIMALS);
    if (has & HAS_CAUSE) {
        const word_entry *cause = take_word(job);
        event->cause = (ct_hold_cause)must_be(job, cause ? cause->cause : -1);
    }
    if (has & HAS_CONTACT)
        event->without_contact_s = packed_take_figure(from, CT_TIME_DECIMALS);
}

/* Texts go behind one another into `room`, which has a byte for each byte that is left. */
static const char **unpack_notes(unpack_job *job, char **room)
{
    size_t n = 0;
    const char **notes = start_rows(job, sizeof *notes, &n);
    for (size_t i = 0; i < n && !job->from.failed; i++) {
        const char *text = NULL;
        size_t size = packed_take_text(&job->from, &text);
        memcpy(*room, text, size);
        (*room)[size] = '\0';
        notes[i] = *room;
        *room += size + 1;
    }
    return notes;
}

static void unpack_report(unpack_job *job, ct_report *report)
{
    int64_t last_ms = 0;
    if (packed_take(&job->from) != LAYOUT)
        job->from.failed = true;
    unsigned about = (unsigned)packed_take_below(&job->from, TWO_CHANNELS | MIXED | FINISHED);
    report->channels = about & TWO_CHANNELS ? 2 : 1;
    report->mixed = about & MIXED;
    report->finished = about & FINISHED;
    report->duration_s = packed_take_figure(&job->from, CT_TIME_DECIMALS);
    unpack_health(job, report);
    report->readings = start_rows(job, sizeof *report->readings, &report->n_readings);
    for (size_t i = 0; i < report->n_readings && !job->from.failed; i++)
        unpack_reading(job, &report->readings[i]);
    report->events = start_rows(job, sizeof *report->events, &report->n_events);
    for (size_t i = 0; i < report->n_events && !job->from.failed; i++)
        unpack_event(job, &report->events[i], &last_ms);
    report->events_dropped = packed_take(&job->from);
}

ct_status facts_unpack(const void *bytes, size_t size, const word_list *w, facts *out)
{
    unpack_job job = {.from = {bytes, (const unsigned char *)bytes + size, false}, .words = w};
    facts f = {.report = calloc(1, sizeof *f.report)};
    if (!f.report)
        return CT_ERR_MEMORY;
    unpack_report(&job, f.report);
    char *room = f.texts = malloc((size_t)(job.from.end - job.from.at) + 1);
    if (!room)
        job.status = CT_ERR_MEMORY;
    if (job.status == CT_OK) {
        f.notes = unpack_notes(&job, &room);
        f.notes_zh = unpack_notes(&job, &room);
    }
    if (job.status == CT_OK && job.from.failed)
        job.status = CT_ERR_FORMAT;
    if (job.status == CT_OK)
        *out = f;
    else
        facts_free(&f);
    return job.status;
}

void facts_free(facts *f)
{
    ct_report_free(f->report);
    free(f->notes);
    free(f->notes_zh);
    free(f->texts);
    *f = (facts){0};
}
