/* calltone standards: what calls are judged by, and whether a standard of one's own is sound. */
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "calltone/standard.h"
#include "cli/cli.h"
#include "cli/explain.h"
#include "cli/output.h"
#include "cli/reporting.h"
#include "base/width.h"
#include "report/words.h"

#define NAME_COLUMNS 16

static const cli_option own_options[] = {
    {"standard", 's', "NAME", "for explain: whose rule; default service-zh", "explain 所用标准，默认 service-zh"},
    {0},
};

/* Comes back with the exit code of a load that failed, having said why. */
static int load(const cli_args *args, const char *name, ct_standard **out)
{
    ct_message message;
    ct_status status = ct_standard_load(name, out, &message);
    if (status == CT_OK)
        return EXIT_FINE;
    cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
    return EXIT_USAGE;
}

static int list_standards(const cli_args *args, const char *unused, FILE *out)
{
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        ct_standard *standard = NULL;
        int status = load(args, ct_standard_shipped_name(i), &standard);
        if (status != EXIT_FINE)
            return status;
        width_write_left(out, standard->name, NAME_COLUMNS);
        fprintf(out, words_pick(args->lang, "%s, %zu rules\n", "%s，%zu 条\n"),
                words_pick(args->lang, standard->title_en, standard->title_zh), standard->n_rules);
        ct_standard_free(standard);
    }
    return EXIT_FINE;
}

/* As it is written, so that it can be saved, changed and used. */
static int show_standard(const cli_args *args, const char *name, FILE *out)
{
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        suggest_try(&search, ct_standard_shipped_name(i));
        if (strcmp(ct_standard_shipped_name(i), name) != 0)
            continue;
        fputs(ct_standard_shipped_text(i), out);
        return EXIT_FINE;
    }
    if (search.nearest)
        return cli_complain(args, "no shipped standard \"%s\" (did you mean %s?)",
                            "没有内置标准“%s”（是否想输入 %s？）", name, search.nearest);
    return cli_complain(args, "no shipped standard \"%s\"", "没有内置标准“%s”", name);
}

typedef struct doubt_writer {
    FILE *out;
    ct_lang lang;
} doubt_writer;

static void write_doubt(void *context, const ct_message *doubt)
{
    const doubt_writer *writer = context;
    fprintf(writer->out, "%s\n", ct_message_text(doubt, writer->lang));
}

static int check_standard(const cli_args *args, const char *name, FILE *out)
{
    ct_standard *standard = NULL;
    int status = load(args, name, &standard);
    if (status != EXIT_FINE)
        return status;
    doubt_writer writer = {out, args->lang};
    size_t n = ct_standard_lint(standard, write_doubt, &writer);
    if (n == 0)
        fprintf(out, words_pick(args->lang, "%s: sound, %zu rules\n", "%s：没有问题，共 %zu 条\n"), name,
                standard->n_rules);
    ct_standard_free(standard);
    return n == 0 ? EXIT_FINE : EXIT_FINDINGS;
}

static int explain_rule(const cli_args *args, const char *id, FILE *out)
{
    const char *name = cli_value(args, "standard");
    ct_standard *standard = NULL;
    suggestion search;
    int status = load(args, name ? name : DEFAULT_STANDARD, &standard);
    if (status != EXIT_FINE)
        return status;
    const ct_rule *rule = ct_standard_find(standard, id);
    bool live = !rule && strcmp(id, "live") == 0;
    suggest_start(&search, id);
    suggest_try(&search, "live");
    for (size_t i = 0; i < standard->n_rules; i++)
        suggest_try(&search, standard->rules[i].id);
    if (rule)
        explain_write(rule, args->lang, out);
    else if (live)
        explain_write_live(&standard->live, args->lang, out);
    else if (search.nearest)
        status = cli_complain(args, "no rule \"%s\" (did you mean %s?)", "没有“%s”这条规则（是否想输入 %s？）", id,
                              search.nearest);
    else
        status = cli_complain(args, "no rule \"%s\"", "没有“%s”这条规则", id);
    ct_standard_free(standard);
    return status;
}

static const struct verb {
    const char *name;
    bool takes_one;
    int (*run)(const cli_args *args, const char *operand, FILE *out);
} verbs[] = {
    {"list", false, list_standards},
    {"show", true, show_standard},
    {"check", true, check_standard},
    {"explain", true, explain_rule},
};

static const struct verb *find_verb(const cli_args *args)
{
    const char *word = args->n_operands > 0 ? args->operands[0] : "list";
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(verbs[i].name, word) == 0)
            return &verbs[i];
    return NULL;
}

static int run_standards(const cli_args *args)
{
    const struct verb *verb = find_verb(args);
    if (!verb)
        return cli_complain(args, "list, show, check or explain, not \"%s\"",
                            "只能是 list、show、check、explain，不能是“%s”", args->operands[0]);
    if (verb->takes_one && args->n_operands != 2)
        return cli_complain(args, "%s takes one name", "%s 需要且只需要一个名称", verb->name);
    if (!verb->takes_one && args->n_operands > 1)
        return cli_complain(args, "%s takes no name", "%s 不需要名称", verb->name);
    cli_output out;
    output_start(&out, NULL, args->lang);
    int status = verb->run(args, verb->takes_one ? args->operands[1] : NULL, output_file(&out));
    bool whole = output_write(&out, "", 0);
    return output_end(&out) && whole ? status : EXIT_FAILED;
}

const cli_syntax command_standards = {
    .operands = "[list|show|check|explain] [NAME]",
    .tables = {own_options},
    .details_en = "list names the standards that come with calltone; show prints one as it is written, to be saved and "
                  "changed; check reads a standard (a file or a shipped name) and tells what is doubtful in it, exit "
                  "code 1 if anything is; explain tells of a rule what it asks, what is counted and where its numbers "
                  "come from, and of live what brings up a cue on a running call.",
    .details_zh = "list 列出内置标准；show 原样输出某个标准，可另存后修改；check 检查标准（文件或内置名称），"
                  "有可疑之处时退出码为 1；explain 说明某条规则的要求、统计口径与数值依据，"
                  "explain live 说明通话进行中何时提示。",
    .run = run_standards,
};
