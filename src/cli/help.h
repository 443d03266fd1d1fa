/* The help, the manual page and the shell completion: all written from commands.def and the tables of options. */
#ifndef CT_CLI_HELP_H
#define CT_CLI_HELP_H

#include <stdio.h>

#include "cli/cli.h"

/* Exit codes in words; shared by the help and the manual page. */
typedef struct help_exit {
    int code;
    const char *en, *zh;
} help_exit;
extern const help_exit help_exits[];
extern const size_t help_n_exits;

/* The program as a whole. */
void help_write_usage(FILE *out, ct_lang lang);
/* One command. */
void help_write_command(FILE *out, const cli_command *command, ct_lang lang);

/* calltone(1), for man. */
void help_write_man(FILE *out);
/* A completion script for bash. */
void help_write_completion(FILE *out);

#endif
