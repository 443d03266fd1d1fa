#include "cli/cli.h"

#include <string.h>

#define COMMAND(name, en, zh) extern const cli_syntax command_##name;
#include "cli/commands.def"
#undef COMMAND

#define COMMAND(name, en, zh) {#name, en, zh, &command_##name},
const cli_command cli_commands[] = {
#include "cli/commands.def"
};
#undef COMMAND

const size_t cli_n_commands = sizeof cli_commands / sizeof cli_commands[0];

const cli_option cli_common_options[] = {
    {"lang", 0, "zh|en", "language of what is printed; default from the locale", "输出语言；默认取自系统区域设置"},
    {"help", 'h', NULL, "show this help", "显示本帮助"},
    {0},
};

const cli_command *cli_find_command(const char *name)
{
    for (size_t i = 0; i < cli_n_commands; i++)
        if (strcmp(cli_commands[i].name, name) == 0)
            return &cli_commands[i];
    return NULL;
}

static size_t add_options(const cli_option *table, const cli_option *out[CLI_MAX_OPTIONS], size_t n)
{
    for (; table && table->name && n < CLI_MAX_OPTIONS; table++)
        out[n++] = table;
    return n;
}

size_t cli_list_options(const cli_command *command, const cli_option *out[CLI_MAX_OPTIONS])
{
    size_t n = 0;
    for (size_t i = 0; i < CLI_MAX_TABLES; i++)
        n = add_options(command->syntax->tables[i], out, n);
    return add_options(cli_common_options, out, n);
}
