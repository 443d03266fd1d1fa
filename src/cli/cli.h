/* What every subcommand shares: its options, how it speaks, and what it comes back with. */
#ifndef CT_CLI_CLI_H
#define CT_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/report.h"

/* What the program comes back with. */
enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

/* One option, as it is parsed, explained by --help, listed in the manual page and completed by the shell. */
typedef struct cli_option {
    const char *name;              /* "agent-channel"; NULL ends a table */
    char letter;                   /* a short form, or 0 */
    const char *argument;          /* "FILE", or "left|right" where only these will do; NULL for a switch */
    const char *help_en, *help_zh; /* NULL: not shown to people */
} cli_option;

#define CLI_MAX_TABLES  4
#define CLI_MAX_OPTIONS 32

typedef struct cli_args cli_args;

/* How a command is called. Each command file defines one, `command_NAME`. */
typedef struct cli_syntax {
    const char *operands;                     /* "FILE..."; "" for none */
    const cli_option *tables[CLI_MAX_TABLES]; /* NULL where there are fewer; cli_common_options are added to all */
    const char *details_en, *details_zh;      /* a paragraph for --help and the manual page */
    int (*run)(const cli_args *args);         /* comes back with the exit code */
} cli_syntax;

/* A line of commands.def. */
typedef struct cli_command {
    const char *name, *help_en, *help_zh;
    const cli_syntax *syntax;
} cli_command;

extern const cli_command cli_commands[];
extern const size_t cli_n_commands;
/* The command of that name, or NULL. */
const cli_command *cli_find_command(const char *name);

/* --lang and --help. */
extern const cli_option cli_common_options[];

/* Every option of a command: its own tables, then the common ones. Returns how many. */
size_t cli_list_options(const cli_command *command, const cli_option *out[CLI_MAX_OPTIONS]);

/* One command line, taken apart. Words are borrowed from argv. */
struct cli_args {
    const cli_command *command;
    ct_lang lang;
    const cli_option *options[CLI_MAX_OPTIONS]; /* every option of the command ... */
    const char *values[CLI_MAX_OPTIONS];        /* ... and what was said: NULL if nothing, "" for a switch */
    size_t n_options;
    char **operands;
    int n_operands;
};

/* Take argv[1..] apart as getopt_long() does: --name=value, --name value, unique beginnings, -- ends the options.
 * Comes back with EXIT_FINE, or EXIT_USAGE when it has complained. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_args *out);

/* What was said for an option of the command ("" for a switch), or NULL. */
const char *cli_value(const cli_args *args, const char *name);

/* The language of the locale: LC_ALL, LC_MESSAGES or LANG, the first that is set; zh* is Chinese. */
ct_lang cli_lang_of_environment(void);

#define CLI_FORMAT(en, rest) __attribute__((format(printf, en, rest), format(printf, (en) + 1, rest)))

/* Say a line on stderr, with "calltone: " before it. */
CLI_FORMAT(2, 4) void cli_say(ct_lang lang, const char *en, const char *zh, ...);

/* Say the words of a status. */
void cli_say_status(ct_lang lang, ct_status status);

/* As cli_say(), and where the help is. Comes back with EXIT_USAGE. */
CLI_FORMAT(2, 4) int cli_complain(const cli_args *args, const char *en, const char *zh, ...);

#endif
