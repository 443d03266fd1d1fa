/* Calls from the command line: the options that say how a recording is to be read, and which
 * recordings. */
#ifndef CT_CLI_INPUT_H
#define CT_CLI_INPUT_H

#include "cli/call.h"
#include "cli/cli.h"

/* How recordings are to be read: --agent-channel, --mono, --raw. */
extern const cli_option input_reading_options[];
/* A call in two files: --agent, --customer. */
extern const cli_option input_pair_options[];

/* What they said, and which calls. */
typedef struct cli_input {
    ct_raw_format raw;
    bool has_raw;
    ct_lang lang;
    bool channel_given, mono_given;         /* asked for; said when it does not apply */
    ct_options engine;                      /* channels left open */
    const char *agent_path, *customer_path; /* of a call in two files; else NULL */
    size_t n_calls;
    char **paths;
} cli_input;

/* Take input_reading_options alone. Comes back with EXIT_FINE, or EXIT_USAGE when it has complained. */
int input_read_how(const cli_args *args, cli_input *out);

/* Take both tables, and the operands. Comes back with EXIT_FINE, or EXIT_USAGE when it has complained. */
int input_start(const cli_args *args, cli_input *out);

/* Open call `index` (below n_calls) with an engine for it. On failure nothing is left open and the message says why. */
ct_status input_open_call(const cli_input *input, size_t index, cli_call *out, ct_message *message);

/* True when `path` is one of the recordings that are to be read. */
bool input_reads_file(const cli_input *input, const char *path);

/* True when both are one file; `operand` may be "-", standard input. */
bool input_same_file(const char *path, const char *operand);

#endif
