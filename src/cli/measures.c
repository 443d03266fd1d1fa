/* calltone measures: the catalogue, for people or as JSON. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output.h"
#include "base/suggest.h"
#include "report/json_writer.h"
#include "report/list.h"
#include "base/width.h"
#include "report/words.h"

#define COLUMNS 80

static const cli_option own_options[] = {
    {"json", 0, NULL, "as JSON, in both languages", "以 JSON 输出，含中英文"},
    {0},
};

static void write_json(const ct_measure_info *info, json_writer *json)
{
    const char *const texts[][2] = {
        {"name", info->name},
        {"title_en", info->title_en},
        {"title_zh", info->title_zh},
        {"unit", ct_unit_name(info->unit)},
        {"scope", info->scope == CT_SCOPE_SIDE ? "side" : "call"},
        {"definition_en", info->definition_en},
        {"definition_zh", info->definition_zh},
        {"source", info->source},
    };
    json_open(json, '{');
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        json_key(json, texts[i][0]);
        json_string(json, texts[i][1]);
    }
    json_key(json, "proxy");
    json_bool(json, info->proxy);
    json_key(json, "spoiled_by");
    json_open(json, '[');
    for (unsigned fault = 0; fault < CT_FAULTS; fault++)
        if (info->spoiled_by & 1u << fault)
            json_string(json, ct_fault_name((ct_fault)fault));
    json_close(json, ']');
    json_close(json, '}');
}

/* The faults of a recording with which it is not measured. */
static void write_validity(const ct_measure_info *info, ct_lang lang, FILE *out)
{
    const char *label = words_pick(lang, "    Not measured with: ", "    不予测量的情形：");
    word_list faults;
    if (info->spoiled_by == 0)
        return;
    fputs(label, out);
    list_start(&faults, out, width_of_text(label), 4, COLUMNS, words_pick(lang, ", ", "、"));
    for (unsigned fault = 0; fault < CT_FAULTS; fault++)
        if (info->spoiled_by & 1u << fault)
            list_add(&faults, words_fault_name((ct_fault)fault, lang));
    list_end(&faults);
}

static void write_text(const ct_measure_info *info, ct_lang lang, FILE *out)
{
    const char *unit = words_unit(info->unit, lang);
    fprintf(out, "%s%s", info->name, words_pick(lang, ": ", "："));
    fputs(words_pick(lang, info->title_en, info->title_zh), out);
    if (*unit)
        fprintf(out, words_pick(lang, " [%s]", "［%s］"), unit);
    fputs("\n    ", out);
    width_write_wrapped(out, words_pick(lang, info->definition_en, info->definition_zh), 4, 4, COLUMNS);
    write_validity(info, lang, out);
    if (info->proxy)
        fprintf(out, "    %s\n", words_pick(lang, "A proxy: a hint only.", "参考指标：仅供参考。"));
    if (info->source) {
        const char *label = words_pick(lang, "    Source: ", "    依据：");
        char source[512];
        words_source(source, sizeof source, info->source, lang);
        fputs(label, out);
        width_write_wrapped(out, source, width_of_text(label), 4, COLUMNS);
    }
}

static int complain_unknown(const cli_args *args, const char *name)
{
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; i < ct_measure_count(); i++)
        suggest_try(&search, ct_measure_at(i)->name);
    if (!search.nearest)
        return cli_complain(args, "unknown measure \"%s\"", "没有“%s”这个指标", name);
    return cli_complain(args, "unknown measure \"%s\" (did you mean %s?)", "没有“%s”这个指标（是否想输入 %s？）", name,
                        search.nearest);
}

static bool is_asked_for(const cli_args *args, const ct_measure_info *info)
{
    for (int i = 0; i < args->n_operands; i++)
        if (strcmp(args->operands[i], info->name) == 0)
            return true;
    return args->n_operands == 0;
}

static void write_catalogue(const cli_args *args, FILE *out)
{
    bool as_json = cli_value(args, "json");
    json_writer json;
    json_start(&json, out);
    if (as_json)
        json_open(&json, '[');
    for (size_t i = 0, n = 0; i < ct_measure_count(); i++) {
        const ct_measure_info *info = ct_measure_at(i);
        if (!is_asked_for(args, info))
            continue;
        if (!as_json && n++ > 0)
            fputc('\n', out);
        if (as_json)
            write_json(info, &json);
        else
            write_text(info, args->lang, out);
    }
    if (as_json) {
        json_close(&json, ']');
        fputc('\n', out);
    }
}

static int run_measures(const cli_args *args)
{
    for (int i = 0; i < args->n_operands; i++)
        if (!ct_measure_find(args->operands[i]))
            return complain_unknown(args, args->operands[i]);
    cli_output out;
    output_start(&out, NULL, args->lang);
    write_catalogue(args, output_file(&out));
    bool whole = output_write(&out, "", 0);
    return output_end(&out) && whole ? EXIT_FINE : EXIT_FAILED;
}

const cli_syntax command_measures = {
    .operands = "[NAME...]",
    .tables = {own_options},
    .details_en = "Every reading of a report: its name, its unit, what exactly is counted, and where that comes from. "
                  "With NAME only these.",
    .details_zh = "列出报告中的每项指标：名称、单位、统计口径及依据。给出 NAME 时只列这些指标。",
    .run = run_measures,
};
