/* A call, opened and ready to be pumped: where its sound comes from, and an engine for it. */
#ifndef CT_CLI_CALL_H
#define CT_CLI_CALL_H

#include "calltone/calltone.h"
#include "calltone/source.h"

typedef struct cli_call {
    ct_source *source;
    ct_engine *engine;
    ct_options options; /* of the engine */
    char *name;         /* as the report calls it */
    ct_call about;      /* complete after the last sample was read */
} cli_call;

/* Where the sound of a call lies. */
typedef struct call_files {
    const char *path;         /* of the recording, or of the agent's side; "-" is standard input */
    const char *second_path;  /* of the customer's side, or NULL */
    const ct_raw_format *raw; /* NULL: by what the files say of themselves */
} call_files;

/* Open a call. `options` say all but the number of channels; the agent's channel counts where one file has two. On
 * failure nothing is left open and the message says why. */
ct_status call_open(const call_files *files, const ct_options *options, cli_call *out, ct_message *message);

/* The same for a line that has been opened: the source is the call's, also on failure. */
ct_status call_open_line(ct_source *source, const char *name, const ct_options *options, cli_call *out,
                         ct_message *message);

/* What the source learned while reading. */
void call_describe(cli_call *call);

void call_close(cli_call *call);

#endif
