/* The command line, taken apart by getopt_long() from the same tables that the help is written from. */
#include "cli/cli.h"

#include <assert.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"

#define LONG_BASE 256 /* values of long options start past those of letters */

ct_lang cli_lang_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? CT_LANG_ZH : CT_LANG_EN;
    }
    return CT_LANG_EN;
}

void cli_say(ct_lang lang, const char *en, const char *zh, ...)
{
    va_list values;
    va_start(values, zh);
    fputs("calltone: ", stderr);
    vfprintf(stderr, lang == CT_LANG_ZH ? zh : en, values);
    fputc('\n', stderr);
    va_end(values);
}

void cli_say_status(ct_lang lang, ct_status status)
{
    ct_message message;
    ct_message_set(&message, status);
    cli_say(lang, "%s", "%s", ct_message_text(&message, lang));
}

int cli_complain(const cli_args *args, const char *en, const char *zh, ...)
{
    va_list values;
    va_start(values, zh);
    fprintf(stderr, "calltone %s: ", args->command->name);
    vfprintf(stderr, args->lang == CT_LANG_ZH ? zh : en, values);
    fprintf(stderr, args->lang == CT_LANG_ZH ? "。用法见：calltone help %s\n" : ". Try: calltone help %s\n",
            args->command->name);
    va_end(values);
    return EXIT_USAGE;
}

const char *cli_value(const cli_args *args, const char *name)
{
    for (size_t i = 0; i < args->n_options; i++)
        if (strcmp(args->options[i]->name, name) == 0)
            return args->values[i];
    assert(!"an option that the command does not have");
    return NULL;
}

/* getopt_long()'s own tables, made from ours. */
typedef struct getopt_tables {
    struct option longs[CLI_MAX_OPTIONS + 1];
    char shorts[2 * CLI_MAX_OPTIONS + 2];
} getopt_tables;

static void make_tables(const cli_args *args, getopt_tables *out)
{
    size_t n = 0;
    memset(out, 0, sizeof *out);
    out->shorts[n++] = ':'; /* tell a missing value from an unknown option */
    for (size_t i = 0; i < args->n_options; i++) {
        const cli_option *option = args->options[i];
        out->longs[i].name = option->name;
        out->longs[i].has_arg = option->argument ? required_argument : no_argument;
        out->longs[i].val = LONG_BASE + (int)i;
        if (!option->letter)
            continue;
        out->shorts[n++] = option->letter;
        if (option->argument)
            out->shorts[n++] = ':';
    }
}

/* Index of the option that getopt_long() means, or n_options. */
static size_t option_of(const cli_args *args, int value)
{
    if (value >= LONG_BASE)
        return (size_t)(value - LONG_BASE);
    size_t i = 0;
    while (i < args->n_options && (value == 0 || args->options[i]->letter != value))
        i++;
    return i;
}

static int complain_unknown(const cli_args *args, const char *word)
{
    suggestion search;
    char name[64];
    if (strncmp(word, "--", 2) != 0)
        return cli_complain(args, "unknown option %s", "未知选项 %s", word);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    suggest_start(&search, name);
    for (size_t i = 0; i < args->n_options; i++)
        if (args->options[i]->help_en)
            suggest_try(&search, args->options[i]->name);
    if (!search.nearest)
        return cli_complain(args, "unknown option %s", "未知选项 %s", word);
    return cli_complain(args, "unknown option %s (did you mean --%s?)", "未知选项 %s（是否想输入 --%s？）", word,
                        search.nearest);
}

/* True when `value` is one of the words of "left|right". */
static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *word = choices; word; word = strchr(word, '|'), word += word != NULL)
        if (strcspn(word, "|") == length && strncmp(word, value, length) == 0)
            return true;
    return false;
}

/* A letter that is no option; getopt stands inside its word, which may be a file's name. */
static int complain_letter(const cli_args *args, int letter)
{
    return cli_complain(args, "unknown option -%c (a file whose name begins with a dash: ./-...)",
                        "未知选项 -%c（文件名以“-”开头时请写 ./-...）", letter);
}

static int take_value(cli_args *args, size_t index, const char *value)
{
    const cli_option *option = args->options[index];
    if (value && strchr(option->argument, '|') && !is_choice(option->argument, value))
        return cli_complain(args, "--%s takes %s, not \"%s\"", "--%s 只接受 %s，不能是“%s”", option->name,
                            option->argument, value);
    args->values[index] = value ? value : "";
    if (value && strcmp(option->name, "lang") == 0)
        args->lang = strcmp(value, "zh") == 0 ? CT_LANG_ZH : CT_LANG_EN;
    return EXIT_FINE;
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_args *out)
{
    getopt_tables tables;
    *out = (cli_args){.command = command, .lang = cli_lang_of_environment()};
    out->n_options = cli_list_options(command, out->options);
    make_tables(out, &tables);
    opterr = 0; /* we complain ourselves, in the user's language */
    for (int found; (found = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1;) {
        size_t index = option_of(out, found == '?' || found == ':' ? optopt : found);
        if (found == ':')
            return cli_complain(out, "--%s needs a value: %s", "--%s 需要一个值：%s", out->options[index]->name,
                                out->options[index]->argument);
        if (found == '?' && index < out->n_options)
            return cli_complain(out, "--%s takes no value", "--%s 不带值", out->options[index]->name);
        if (found == '?')
            return optopt > 0 && optopt < 256 ? complain_letter(out, optopt) : complain_unknown(out, argv[optind - 1]);
        int status = take_value(out, index, optarg);
        if (status != EXIT_FINE)
            return status;
    }
    out->operands = argv + optind;
    out->n_operands = argc - optind;
    return EXIT_FINE;
}
