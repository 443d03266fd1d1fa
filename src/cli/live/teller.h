/* What a running call tells: its cues, as lines for people on stderr or, with --jsonl, as objects for programs on
 * standard output, there with the state of the line once a second. */
#ifndef CT_CLI_LIVE_TELLER_H
#define CT_CLI_LIVE_TELLER_H

#include "calltone/cue.h"
#include "cli/output.h"
#include "cli/table.h"

typedef struct live_teller {
    ct_lang lang;
    cli_output *out; /* of --jsonl; NULL: for people */
    ct_cues *cues;   /* NULL without a standard */
    ct_cue shown;    /* the cue told last; its number 0: none yet */
    bool standing;   /* and not told to be over */
    double time_s;   /* of the last hop heard early */
    double told_s;   /* when the state was told last */
    double talk_s;   /* when either side last spoke */
    bool speaks[2];
    double level_dbfs[2];
} live_teller;

/* Listen to an engine that has not heard anything yet. `standard` NULL: no cues. */
ct_status live_teller_start(live_teller *teller, const ct_standard *standard, ct_engine *engine, unsigned channels);

/* Audio was pushed: tell what is new. */
void live_teller_look(live_teller *teller);

/* After the engine is not pushed any more. */
void live_teller_end(live_teller *teller);

#endif
