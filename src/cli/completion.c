/* Completion for bash: commands, the options of each, the words that an option takes, else file names. */
#include <string.h>

#include "cli/help.h"

static void write_options(FILE *out, const cli_command *command)
{
    const cli_option *options[CLI_MAX_OPTIONS];
    size_t n_options = cli_list_options(command, options);
    fprintf(out, "    %s) options='", command->name);
    for (size_t i = 0, n = 0; i < n_options; i++)
        if (options[i]->help_en)
            fprintf(out, "%s--%s", n++ ? " " : "", options[i]->name);
    fputs("' ;;\n", out);
}

/* Words of "left|right" with spaces between. */
static void write_choices(FILE *out, const char *choices)
{
    for (; *choices; choices++)
        fputc(*choices == '|' ? ' ' : *choices, out);
}

static bool is_known_before(const cli_command *command, const cli_option *option)
{
    const cli_option *options[CLI_MAX_OPTIONS];
    for (const cli_command *other = cli_commands; other < command; other++) {
        size_t n_options = cli_list_options(other, options);
        for (size_t i = 0; i < n_options; i++)
            if (strcmp(options[i]->name, option->name) == 0)
                return true;
    }
    return false;
}

/* An option means the same in every command, so its words are told once. */
static void write_words(FILE *out, const cli_command *command)
{
    const cli_option *options[CLI_MAX_OPTIONS];
    size_t n_options = cli_list_options(command, options);
    for (size_t i = 0; i < n_options; i++) {
        const cli_option *option = options[i];
        if (!option->help_en || !option->argument || !strchr(option->argument, '|') || is_known_before(command, option))
            continue;
        fprintf(out, "    --%s) words='", option->name);
        write_choices(out, option->argument);
        fputs("' ;;\n", out);
    }
}

void help_write_completion(FILE *out)
{
    fputs("# bash completion for calltone\n"
          "_calltone()\n{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options= words=\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        mapfile -t COMPREPLY < <(compgen -W '",
          out);
    for (size_t i = 0; i < cli_n_commands; i++)
        fprintf(out, "%s ", cli_commands[i].name);
    fputs("--help --version' -- \"$current\")\n        return\n    fi\n"
          "    if [ \"$current\" = '=' ]; then\n        current=\n"
          "    elif [ \"$previous\" = '=' ]; then\n        previous=${COMP_WORDS[COMP_CWORD-2]}\n    fi\n"
          "    case \"$previous\" in\n",
          out);
    for (size_t i = 0; i < cli_n_commands; i++)
        write_words(out, &cli_commands[i]);
    fputs("    esac\n    case \"${COMP_WORDS[1]}\" in\n", out);
    for (size_t i = 0; i < cli_n_commands; i++)
        write_options(out, &cli_commands[i]);
    fputs("    esac\n"
          "    if [ -n \"$words\" ]; then\n        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
          "    elif [[ $current == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
          "    else\n        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n    fi\n"
          "}\ncomplete -o filenames -F _calltone calltone\n",
          out);
}
