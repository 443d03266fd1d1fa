/* Who is on the calls of a scan: what its options say, and the files they name. */
#ifndef CT_CLI_SCAN_NAMING_H
#define CT_CLI_SCAN_NAMING_H

#include "cli/cli.h"
#include "who/manifest.h"
#include "who/pattern.h"
#include "who/roster.h"

/* --pattern, --manifest, --roster, --team. */
extern const cli_option naming_options[];

typedef struct naming {
    who_patterns *patterns;
    who_manifest *manifest; /* NULL: none */
    who_roster *roster;     /* NULL: none */
    who_call given;         /* for the whole scan */
} naming;

/* Take them, and --agent-channel for what nothing else says. Comes back with EXIT_FINE, or with the exit code when it
 * has complained; then there is nothing to end. */
int naming_start(const cli_args *args, naming *out);

/* All that is known of the call of a recording; of two files (`second_path`, or NULL) the agent's speaks first. */
void naming_read(const naming *names, const char *path, const char *second_path, who_call *out);

void naming_end(naming *names);

#endif
