/* calltone: which command, and off to it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "calltone/calltone.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/output.h"
#include "base/suggest.h"

static bool is_one_of(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static int complain_unknown(ct_lang lang, const char *word)
{
    suggestion search;
    suggest_start(&search, word);
    for (size_t i = 0; i < cli_n_commands; i++)
        suggest_try(&search, cli_commands[i].name);
    if (search.nearest)
        cli_say(lang, "no command \"%s\" (did you mean %s?)", "没有“%s”这个命令（是否想输入 %s？）", word,
                search.nearest);
    else
        cli_say(lang, "no command \"%s\". Try: calltone help", "没有“%s”这个命令。用法见：calltone help", word);
    return EXIT_USAGE;
}

static int show_version(ct_lang lang)
{
    static const char version[] = "calltone " CT_VERSION "\n";
    cli_output out;
    output_start(&out, NULL, lang);
    bool whole = output_write(&out, version, sizeof version - 1);
    return output_end(&out) && whole ? EXIT_FINE : EXIT_FAILED;
}

static int run_command(const cli_command *command, int argc, char **argv)
{
    cli_args args;
    int status = cli_parse(command, argc, argv, &args);
    if (status != EXIT_FINE)
        return status;
    if (!cli_value(&args, "help"))
        return command->syntax->run(&args);
    cli_output out;
    output_start(&out, NULL, args.lang);
    help_write_command(output_file(&out), command, args.lang);
    bool whole = output_write(&out, "", 0);
    return output_end(&out) && whole ? EXIT_FINE : EXIT_FAILED;
}

int main(int argc, char **argv)
{
    ct_lang lang = cli_lang_of_environment();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then a write that fails, and is told of like a full disk */
    if (argc < 2) {
        help_write_usage(stderr, lang);
        return EXIT_USAGE;
    }
    if (is_one_of(argv[1], "--version", "-V"))
        return show_version(lang);
    bool help = is_one_of(argv[1], "--help", "-h");
    const cli_command *command = cli_find_command(help ? "help" : argv[1]);
    return command ? run_command(command, argc - 1, argv + 1) : complain_unknown(lang, argv[1]);
}
