/* calltone(1), in the man macros of roff. */
#include "calltone/calltone.h"
#include "cli/help.h"

/* Text as roff wants it: hyphens that can be copied, backslashes that stay, no line that begins with a dot. */
static void write_roff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
    }
}

static void write_option(FILE *out, const cli_option *option)
{
    fputs(".TP\n", out);
    if (option->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", option->letter);
    fputs("\\fB\\-\\-", out);
    write_roff(out, option->name);
    fputs("\\fR", out);
    if (option->argument) {
        fputs(" \\fI", out);
        write_roff(out, option->argument);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    write_roff(out, option->help_en);
    fputs(".\n", out);
}

static void write_command(FILE *out, const cli_command *command)
{
    const cli_option *options[CLI_MAX_OPTIONS];
    size_t n_options = cli_list_options(command, options);
    fprintf(out, ".SS calltone %s [\\fIOPTION\\fR...] \\fI%s\\fR\n", command->name, command->syntax->operands);
    write_roff(out, command->help_en);
    fputs(".\n.PP\n", out);
    write_roff(out, command->syntax->details_en);
    fputc('\n', out);
    for (size_t i = 0; i < n_options; i++)
        if (options[i]->help_en)
            write_option(out, options[i]);
}

static void write_example(FILE *out, const char *what, const char *command)
{
    fputs(".TP\n", out);
    write_roff(out, what);
    fputs("\n.B ", out);
    write_roff(out, command);
    fputc('\n', out);
}

void help_write_man(FILE *out)
{
    fprintf(out, ".TH CALLTONE 1 \"\" \"calltone %s\" \"User Commands\"\n", CT_VERSION);
    fputs(".SH NAME\ncalltone \\- measure how two\\-sided calls sound and flow\n"
          ".SH SYNOPSIS\n.B calltone\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n.br\n"
          ".B calltone \\-\\-version\n"
          ".SH DESCRIPTION\ncalltone listens to recorded calls between an agent and a customer and measures pace, "
          "intonation,\nvolume, turn\\-taking, silence and hold. It does signal processing only: no speech "
          "recognition,\nno network. What cannot be heard in a recording is reported as such and why.\n"
          ".SH COMMANDS\n",
          out);
    for (size_t i = 0; i < cli_n_commands; i++)
        write_command(out, &cli_commands[i]);
    fputs(".SH EXIT STATUS\n", out);
    for (size_t i = 0; i < help_n_exits; i++) {
        fprintf(out, ".TP\n.B %d\n", help_exits[i].code);
        write_roff(out, help_exits[i].en);
        fputs(".\n", out);
    }
    fputs(".SH ENVIRONMENT\n.TP\n.BR LC_ALL ,\\  LC_MESSAGES ,\\  LANG\n"
          "The first that is set gives the language: Chinese for zh*, else English.\n.SH EXAMPLES\n",
          out);
    write_example(
        out, "A report to read, the agent on the right channel:", "calltone analyze --agent-channel right call.wav");
    write_example(out, "One line of JSON for each call of a folder:", "calltone analyze --json calls/*.wav");
    write_example(out, "A call in two files:", "calltone analyze --agent a.wav --customer b.wav");
    write_example(out, "Samples from another program:", "calltone analyze --raw s16,8000,2 -");
}
