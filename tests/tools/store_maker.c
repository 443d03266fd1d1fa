/* A store of calls made from lines of text: store-maker STORE STANDARD < LINES
 *
 * Each line has fields apart by tabs. "usual" sets readings for the calls that follow, "call" puts one:
 *     usual   NAME.SIDE=VALUE ...
 *     call    PATH  AGENT  TEAM  LINE  STARTED_AT  DURATION_S  NAME.SIDE=VALUE ...  KIND.SIDE@START-END ...
 *     agent   ID  NAME  TEAM  HIRED
 * "" is not known. The facts are kept and judged as scan does it, under a shipped standard; all of it is one
 * transaction. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/store.h"

#define MOST_READINGS 128
#define MOST_EVENTS   64
#define MOST_FIELDS   256

typedef struct facts_made {
    ct_reading readings[MOST_READINGS];
    ct_event events[MOST_EVENTS];
    size_t n_readings, n_events;
} facts_made;

static void give_up(const char *what, const char *word)
{
    fprintf(stderr, "store-maker: %s: %s\n", what, word);
    exit(3);
}

static ct_side side_of(const char *word, size_t length)
{
    for (int side = CT_SIDE_AGENT; side <= CT_SIDE_MIXED; side++)
        if (strlen(ct_side_name((ct_side)side)) == length && strncmp(ct_side_name((ct_side)side), word, length) == 0)
            return (ct_side)side;
    give_up("no side", word);
    return CT_SIDE_CALL;
}

/* "speech_rate.agent=230" */
static void set_reading(facts_made *made, char *field, char *equals)
{
    char *dot = strchr(field, '.');
    if (!dot || dot > equals)
        give_up("no reading", field);
    *dot = *equals = '\0';
    ct_reading reading = {.info = ct_measure_find(field),
                          .side = side_of(dot + 1, strlen(dot + 1)),
                          .state = CT_KNOWN,
                          .value = strtod(equals + 1, NULL),
                          .evidence_s = 60};
    size_t i = 0;
    if (!reading.info)
        give_up("no measure", field);
    while (i < made->n_readings && (made->readings[i].info != reading.info || made->readings[i].side != reading.side))
        i++;
    if (i == MOST_READINGS)
        give_up("too many readings", field);
    made->n_readings += i == made->n_readings;
    made->readings[i] = reading;
}

/* "silence.agent@12.5-30" */
static void add_event(facts_made *made, char *field, char *at)
{
    char *dot = strchr(field, '.'), *end = NULL;
    int kind = 0;
    if (!dot || dot > at || made->n_events == MOST_EVENTS)
        give_up("no event", field);
    *dot = '\0';
    while (kind < CT_EVENT_KINDS && strcmp(ct_event_kind_name((ct_event_kind)kind), field) != 0)
        kind++;
    if (kind == CT_EVENT_KINDS)
        give_up("no kind of event", field);
    double start_s = strtod(at + 1, &end);
    made->events[made->n_events++] = (ct_event){.kind = (ct_event_kind)kind,
                                                .side = side_of(dot + 1, (size_t)(at - dot - 1)),
                                                .start_s = start_s,
                                                .end_s = strtod(*end ? end + 1 : end, NULL)};
}

static void take_facts(facts_made *made, char **fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *equals = strchr(fields[i], '='), *at = strchr(fields[i], '@');
        if (equals)
            set_reading(made, fields[i], equals);
        else if (at)
            add_event(made, fields[i], at);
    }
}

static size_t split(char *line, char **fields)
{
    size_t n = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *tab = line; tab && n < MOST_FIELDS; n++) {
        fields[n] = tab;
        tab = strchr(tab, '\t');
        if (tab)
            *tab++ = '\0';
    }
    return n;
}

static const char *known(const char *field)
{
    return *field ? field : NULL;
}

static void put_call(ct_store *store, const ct_standard *standard, const facts_made *usual, char **fields, size_t n)
{
    static facts_made made;
    ct_message message = {0};
    ct_judgement *judgement = NULL;
    if (n < 6)
        give_up("a call without its six fields", n > 0 ? fields[0] : "");
    made = *usual;
    take_facts(&made, fields + 6, n - 6);
    ct_report report = {.duration_s = strtod(fields[5], NULL),
                        .channels = 2,
                        .finished = true,
                        .readings = made.readings,
                        .n_readings = made.n_readings,
                        .events = made.events,
                        .n_events = made.n_events};
    ct_kept kept = {.path = fields[0],
                    .call = {.path = fields[0],
                             .agent = known(fields[1]),
                             .team = known(fields[2]),
                             .started_at = known(fields[4]),
                             .agent_channel = "left"},
                    .line = known(fields[3]),
                    .ring_s = 0,
                    .duration_s = report.duration_s};
    if (ct_judge(&report, standard, NULL, &judgement) != CT_OK ||
        ct_store_put_call(store, &kept, &report, judgement, &message) != CT_OK)
        give_up("a call cannot be kept", message.text);
    ct_judgement_free(judgement);
}

/* A line of the roster: agent, name, team, day of hire. */
static void put_agent(ct_store *store, char **fields, size_t n)
{
    ct_message message = {0};
    if (n != 4)
        give_up("an agent without its four fields", n > 0 ? fields[0] : "");
    ct_agent agent = {
        .agent = fields[0], .name = known(fields[1]), .team = known(fields[2]), .hired = known(fields[3])};
    if (ct_store_put_agent(store, &agent, &message) != CT_OK)
        give_up("an agent cannot be kept", message.text);
}

int main(int argc, char **argv)
{
    static facts_made usual;
    static char line[1 << 16], *fields[MOST_FIELDS];
    ct_store *store = NULL;
    ct_message message = {0};
    if (argc != 3)
        give_up("usage", "store-maker STORE STANDARD < LINES");
    if (ct_store_open(argv[1], CT_STORE_WRITE, &store, &message) != CT_OK)
        give_up("no store", message.text);
    ct_standard *standard = NULL;
    if (ct_standard_load(argv[2], &standard, &message) != CT_OK ||
        ct_store_put_standard(store, standard, &message) != CT_OK)
        give_up("the standard cannot be kept", message.text);
    if (ct_store_begin(store, &message) != CT_OK)
        give_up("no transaction", message.text);
    while (fgets(line, sizeof line, stdin)) {
        size_t n = split(line, fields);
        if (strcmp(fields[0], "usual") == 0)
            take_facts(&usual, fields + 1, n - 1);
        else if (strcmp(fields[0], "call") == 0)
            put_call(store, standard, &usual, fields + 1, n - 1);
        else if (strcmp(fields[0], "agent") == 0)
            put_agent(store, fields + 1, n - 1);
        else
            give_up("neither usual, call nor agent", fields[0]);
    }
    if (ct_store_commit(store, &message) != CT_OK)
        give_up("not kept", message.text);
    ct_standard_free(standard);
    ct_store_close(store);
    return 0;
}
