/* calltone help: what can be asked of the program, from the tables that it is parsed with. */
#include "cli/help.h"

#include <string.h>

#include "cli/output.h"
#include "base/suggest.h"
#include "base/width.h"
#include "report/words.h"

#define COLUMNS        80
#define NAME_COLUMNS   14
#define OPTION_COLUMNS 30

static const cli_option own_options[] = {
    {"man", 0, NULL, NULL, NULL}, /* for the build: makes calltone.1 */
    {"completion", 0, "bash", NULL, NULL},
    {0},
};

const help_exit help_exits[] = {
    {EXIT_FINE, "all well", "正常"},
    {EXIT_FINDINGS, "there are findings below the level that was asked for", "有低于所要求水平的发现"},
    {EXIT_USAGE, "the command line is wrong", "命令行用法有误"},
    {EXIT_FAILED, "a recording could not be read or a result not be written", "未能完成：录音无法读取，或结果无法写入"},
};
const size_t help_n_exits = sizeof help_exits / sizeof help_exits[0];

void help_write_usage(FILE *out, ct_lang lang)
{
    fputs(words_pick(lang, "calltone listens to recorded calls and measures how they sound and flow.\n\n",
                     "calltone 分析双方通话录音，测量语音语调与对话节奏。\n\n"),
          out);
    fputs(words_pick(lang, "Usage: calltone COMMAND [OPTION...] [FILE...]\n\n",
                     "用法：calltone 命令 [选项...] [文件...]\n\n"),
          out);
    for (size_t i = 0; i < cli_n_commands; i++) {
        fputs("  ", out);
        width_write_left(out, cli_commands[i].name, NAME_COLUMNS);
        fprintf(out, "%s\n", words_pick(lang, cli_commands[i].help_en, cli_commands[i].help_zh));
    }
    fputs(words_pick(lang, "\n\"calltone help COMMAND\" tells more; \"calltone --version\" tells the version.\n",
                     "\n“calltone help 命令”查看详细用法；“calltone --version”查看版本。\n"),
          out);
    fputs(words_pick(lang, "\nExit codes:\n", "\n退出码：\n"), out);
    for (size_t i = 0; i < help_n_exits; i++)
        fprintf(out, "  %d  %s\n", help_exits[i].code, words_pick(lang, help_exits[i].en, help_exits[i].zh));
}

static void write_option(FILE *out, const cli_option *option, ct_lang lang)
{
    char left[96], letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    width_write_left(out, left, OPTION_COLUMNS);
    if (width_of_text(left) >= OPTION_COLUMNS) {
        fputc('\n', out);
        width_write_left(out, "", OPTION_COLUMNS);
    }
    width_write_wrapped(out, words_pick(lang, option->help_en, option->help_zh), OPTION_COLUMNS, OPTION_COLUMNS,
                        COLUMNS);
}

void help_write_command(FILE *out, const cli_command *command, ct_lang lang)
{
    const cli_option *options[CLI_MAX_OPTIONS];
    size_t n_options = cli_list_options(command, options);
    fprintf(out, words_pick(lang, "Usage: calltone %s [OPTION...]%s%s\n\n", "用法：calltone %s [选项...]%s%s\n\n"),
            command->name, *command->syntax->operands ? " " : "", command->syntax->operands);
    width_write_wrapped(out, words_pick(lang, command->help_en, command->help_zh), 0, 0, COLUMNS);
    fputc('\n', out);
    width_write_wrapped(out, words_pick(lang, command->syntax->details_en, command->syntax->details_zh), 0, 0, COLUMNS);
    fputs(words_pick(lang, "\nOptions:\n", "\n选项：\n"), out);
    for (size_t i = 0; i < n_options; i++)
        if (options[i]->help_en)
            write_option(out, options[i], lang);
}

static int complain_unknown(const cli_args *args, const char *name)
{
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; i < cli_n_commands; i++)
        suggest_try(&search, cli_commands[i].name);
    if (!search.nearest)
        return cli_complain(args, "no command \"%s\"", "没有“%s”这个命令", name);
    return cli_complain(args, "no command \"%s\" (did you mean %s?)", "没有“%s”这个命令（是否想输入 %s？）", name,
                        search.nearest);
}

static int run_help(const cli_args *args)
{
    const char *name = args->n_operands > 0 ? args->operands[0] : NULL;
    const cli_command *command = name ? cli_find_command(name) : NULL;
    if (name && !command)
        return complain_unknown(args, name);
    if (args->n_operands > 1)
        return cli_complain(args, "one command at a time", "一次只能查看一个命令");
    cli_output out;
    output_start(&out, NULL, args->lang);
    FILE *file = output_file(&out);
    if (cli_value(args, "man"))
        help_write_man(file);
    else if (cli_value(args, "completion"))
        help_write_completion(file);
    else if (command)
        help_write_command(file, command, args->lang);
    else
        help_write_usage(file, args->lang);
    bool whole = output_write(&out, "", 0);
    return output_end(&out) && whole ? EXIT_FINE : EXIT_FAILED;
}

const cli_syntax command_help = {
    .operands = "[COMMAND]",
    .tables = {own_options},
    .details_en = "Without COMMAND: what commands there are.",
    .details_zh = "不带 COMMAND 时列出所有命令。",
    .run = run_help,
};
