/* A whole store judged again. */
#ifndef CT_CLI_RESCORE_STORE_H
#define CT_CLI_RESCORE_STORE_H

#include "cli/cli.h"

/* Judge every call of the store `path` by the standard that `name` says (NULL: the default) and keep what comes out
 * beside what was judged before. Says on standard output what has changed. Comes back with the exit code. */
int rescore_store(const cli_args *args, const char *path, const char *name);

#endif
