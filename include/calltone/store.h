/**
 * Reports kept: facts written once, read again without the audio.
 *
 * Two forms: JSON reports one by one (ct_stored_read()), and a store of calls in one SQLite file, made for nights of
 * recordings and years of nights. A report read back is the report that was written: judged under the same standard it
 * gives the same verdicts, byte for byte.
 *
 * Part of libcalltone-store, which links jansson and SQLite. A store belongs to one thread at a time. Several programs
 * may read one file while one writes to it.
 */
#ifndef CALLTONE_STORE_H
#define CALLTONE_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "calltone/report.h"
#include "calltone/standard.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A report and what it says of its call. All of it is the stored report's own, and lives as long as it does. */
typedef struct ct_stored {
    ct_report *report;
    ct_call call;
} ct_stored;

/**
 * Read the next report (JSON, schema calltone.report/1, as ct_report_write_json() writes it) from a stream. Reports may
 * follow each other, on a line each or not. Verdicts in it are passed over: they come from a standard.
 *
 * @param in       a stream at the start of a report, or at its end
 * @param name     stands in messages
 * @param out      free it with ct_stored_free(); NULL at the end of the stream. Untouched on failure
 * @param message  name, place and what is wrong
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_READ, CT_ERR_FORMAT or CT_ERR_MEMORY
 */
CT_API ct_status ct_stored_read(FILE *in, const char *name, ct_stored **out, ct_message *message);

/** NULL is fine. */
CT_API void ct_stored_free(ct_stored *stored);

/** A file of calls. */
typedef struct ct_store ct_store;

typedef enum ct_store_use {
    CT_STORE_READ, /**< as it is; what does not exist or is of another version is refused */
    CT_STORE_WRITE /**< made when it does not exist, brought up to date when it is older */
} ct_store_use;

/**
 * Open a store.
 *
 * @param out      close it with ct_store_close(). Untouched on failure
 * @param message  names the file, the cause (locked, read-only, damaged, of a newer version ...) and the way out, here
 *                 and in all that follows
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_OPEN, CT_ERR_READ, CT_ERR_WRITE, CT_ERR_FORMAT or CT_ERR_MEMORY
 */
CT_API ct_status ct_store_open(const char *path, ct_store_use use, ct_store **out, ct_message *message);
/** NULL is fine. */
CT_API void ct_store_close(ct_store *store);

/**
 * Several steps as one: all of what follows until ct_store_commit() is kept, or nothing. Without it each function that
 * writes is a transaction of its own.
 */
CT_API ct_status ct_store_begin(ct_store *store, ct_message *message);
/** When it fails, everything since ct_store_begin() is undone. */
CT_API ct_status ct_store_commit(ct_store *store, ct_message *message);
CT_API void ct_store_rollback(ct_store *store);

/** What tells one state of a recording from another; of a call in two files, of both. */
typedef struct ct_version {
    int64_t size_bytes; /**< together */
    int64_t mtime_ns; /**< when it was changed, nanoseconds since 1970; of two files the sum, so that either is seen */
    uint64_t content; /**< a hash of the bytes */
} ct_version;

/** A call in a store. Any text may be NULL: not known. */
typedef struct ct_kept {
    int64_t number;           /**< in its store; given by ct_store_put_call() */
    const char *path;         /**< of the recording, or of the agent's side; the bytes as the system gave them */
    const char *second_path;  /**< of the customer's side, or NULL */
    ct_version version;       /**< of the recording, when it was analysed */
    const ct_message *failed; /**< why it could not be analysed; NULL: it was */
    ct_call call;             /**< what its report says of it; `call.path` is "path + second_path" of two files */
    const char *direction;    /**< "inbound", "outbound" */
    double ring_s;            /**< how long it rang, as the telephone system says; NaN: not known */
    const char *hangup_by;    /**< "agent", "customer" */
    const char *holds;        /**< as the telephone system says: "start-end;start-end", seconds from the start */
    const char *line;         /**< trunk, extension or seat: what shares equipment */
    double duration_s;        /**< NaN: not known */
    const char *tool_version, *scanned_at; /**< set by the store: which calltone, and when (UTC) */
} ct_kept;

/**
 * Keep a call: new, or in the place of what was kept under the same path, with its judgements. A call of two files
 * takes the place of both files kept by themselves.
 *
 * @param kept       what is set by the store is not looked at; `number` is filled in
 * @param report     NULL when it failed
 * @param judgement  of that report, or NULL; its standard must have been put
 */
CT_API ct_status ct_store_put_call(ct_store *store, ct_kept *kept, const ct_report *report,
                                   const ct_judgement *judgement, ct_message *message);

/** A call as it is found by its path. */
typedef struct ct_found {
    int64_t number; /**< 0: there is none */
    ct_version version;
    bool failed;
    bool agent_left, agent_right; /**< which of two channels was taken for the agent's; neither of one channel */
    bool pair;                    /**< it has two files */
} ct_found;

/** Look for the call of a recording, by the path of its agent's side where it has two files. */
CT_API ct_status ct_store_find_call(ct_store *store, const char *path, ct_found *out, ct_message *message);

/**
 * Look for an analysed call of that size and content whose recording is no longer where it was.
 *
 * @param is_gone  is asked for each path that qualifies
 * @param number   of the call, or 0
 */
CT_API ct_status ct_store_find_moved(ct_store *store, const ct_version *version,
                                     bool (*is_gone)(void *context, const char *path), void *context, int64_t *number,
                                     ct_message *message);

/** The recording of a call is at another place now, or was touched: its paths and version are set. */
CT_API ct_status ct_store_move_call(ct_store *store, int64_t number, const ct_kept *kept, ct_message *message);

/** Set what is known of who called whom; NULL and NaN leave what is kept. */
CT_API ct_status ct_store_name_call(ct_store *store, int64_t number, const ct_kept *kept, ct_message *message);

/** Who answers calls. Any text but `agent` may be NULL: not known. */
typedef struct ct_agent {
    const char *agent; /**< as in calls */
    const char *team;
    const char *hired; /**< a date, "2026-11-24" */
    const char *name;
} ct_agent;

/** Keep what is known of an agent, in the place of what was kept. Agents that a later list does not name stay. */
CT_API ct_status ct_store_put_agent(ct_store *store, const ct_agent *agent, ct_message *message);

/** Takes one agent, valid until it returns. Anything but CT_OK ends the visit. */
typedef ct_status (*ct_store_agent_visitor)(void *context, const ct_agent *agent);

/** Visit the agents that were put, by their ids. */
CT_API ct_status ct_store_visit_agents(ct_store *store, ct_store_agent_visitor visit, void *context,
                                       ct_message *message);

/** Which calls; NULL takes all. */
typedef struct ct_store_filter {
    const char *agent, *team;
    const char *from, *until; /**< of `started_at`: from the first on, and before the second */
    int64_t number;           /**< this one alone; 0: any */
    bool undated;             /**< those alone of which nothing says when they were */
    bool with_failed;         /**< also those that could not be analysed */
    bool without_facts;       /**< no reports: fast */
    int64_t after;            /**< only calls of a higher number ... */
    int64_t most;             /**< ... and no more than that many of them; 0: any number */
} ct_store_filter;

/** Takes one call and its report (NULL where there is none, or none was asked for), both valid until it returns.
 * Anything but CT_OK ends the visit. */
typedef ct_status (*ct_store_visitor)(void *context, const ct_kept *kept, const ct_report *report);

/** Visit calls in the order in which they came into the store. */
CT_API ct_status ct_store_visit(ct_store *store, const ct_store_filter *filter, ct_store_visitor visit, void *context,
                                ct_message *message);

/** Keep a standard with its text, from which it can be loaded again. */
CT_API ct_status ct_store_put_standard(ct_store *store, const ct_standard *standard, ct_message *message);

/** Load a standard that was put, by its name: of several versions the one put last,
 * also when it was there before. CT_ERR_OPEN: there is none of that name. NULL takes the one put last of all. */
CT_API ct_status ct_store_load_standard(ct_store *store, const char *name, ct_standard **out, ct_message *message);

/** Keep what a call was judged. Those under other standards, or other versions of this one, stay beside it. */
CT_API ct_status ct_store_put_judgement(ct_store *store, int64_t number, const ct_judgement *judgement,
                                        ct_message *message);

/** A rule's verdict as it is kept. */
typedef struct ct_kept_verdict {
    ct_outcome outcome;
    int direction; /**< -1 too low, 1 too high, 0 neither */
    bool occasion; /**< false: kept for want of an occasion */
    double value;  /**< in the rule's unit; NaN where there is none */
    double points; /**< taken off */
} ct_kept_verdict;

typedef struct ct_kept_judgement {
    double total, weighted, covered; /**< NaN where nothing was measured */
    ct_outcome worst;
    const ct_kept_verdict *verdicts; /**< one a rule, in its order */
    size_t n_verdicts;
} ct_kept_judgement;

/** The judgement of a call under a standard. `verdicts` is valid until the next call of this function.
 * @param found  false: it was not judged by it */
CT_API ct_status ct_store_read_judgement(ct_store *store, int64_t number, const ct_standard *standard, bool *found,
                                         ct_kept_judgement *out, ct_message *message);

/** A call and its judgement in few words, for statistics over many. */
typedef struct ct_judged {
    int64_t number;
    const char *path, *agent, *team, *line, *started_at; /**< NULL: not known; `path` always is */
    ct_kept_judgement judgement;
} ct_judged;

/** Takes one, valid until it returns. Anything but CT_OK ends the visit. */
typedef ct_status (*ct_store_judged_visitor)(void *context, const ct_judged *judged);

/** Visit the calls that were judged under a standard, in the order in which they came into the store; no facts are
 * read. `filter` may be NULL. */
CT_API ct_status ct_store_visit_judged(ct_store *store, const ct_standard *standard, const ct_store_filter *filter,
                                       ct_store_judged_visitor visit, void *context, ct_message *message);

/** A recording on a listening list. `agent` may be NULL. */
typedef struct ct_heard {
    const char *path, *agent;
} ct_heard;

/** Find the last day with calls before another day, both as "2026-11-23"; "" when there is none. */
CT_API ct_status ct_store_find_last_day(ct_store *store, const char *before, char day[11], ct_message *message);

/** Keep what was put on the listening list of a day ("2026-11-23"), in the place of what stood on it before. A day may
 * have several lists, each with a name of its own; "" is one. */
CT_API ct_status ct_store_put_heard(ct_store *store, const char *day, const char *list, const ct_heard *heard, size_t n,
                                    ct_message *message);

/** Visit each agent who was on a list before that day, with the last day of it. Anything but CT_OK ends the visit. */
CT_API ct_status ct_store_visit_heard(ct_store *store, const char *before,
                                      ct_status (*visit)(void *context, const char *agent, const char *day),
                                      void *context, ct_message *message);

/** How a call came off when it was judged last, under whatever standard. */
typedef struct ct_last_judgement {
    ct_outcome worst;
    double total; /**< NaN where nothing was measured */
} ct_last_judgement;

/** @param found  false: it was never judged */
CT_API ct_status ct_store_read_last(ct_store *store, int64_t number, bool *found, ct_last_judgement *out,
                                    ct_message *message);

#ifdef __cplusplus
}
#endif
#endif
