#include "cli/collecting.h"

#include "cli/facts.h"

static ct_status collect(void *context, const ct_report *report, const ct_call *call)
{
    return ct_collector_add(context, report);
}

static int read_calls(const cli_args *args, const cli_input *input, ct_collector *collector)
{
    for (size_t i = 0; i < input->n_calls; i++)
        if (facts_visit(input, i, collect, collector) != CT_OK) {
            cli_say(args->lang, "nothing was written: leave that file out, or mend it",
                    "未写出任何内容：请去掉或修复该文件");
            return EXIT_FAILED;
        }
    return EXIT_FINE;
}

static int read_usual(const cli_args *args, const ct_collector *collector, size_t least, const char *agent,
                      ct_baseline **out)
{
    size_t n = ct_collector_calls(collector);
    if (n < least) {
        cli_say(args->lang, "%s needs at least %zu calls; these are %zu", "%s 至少需要 %zu 通电话，现有 %zu 通",
                args->command->name, least, n);
        return EXIT_FAILED;
    }
    ct_status status = ct_collector_read(collector, agent, out);
    if (status != CT_OK)
        cli_say_status(args->lang, status);
    return status == CT_OK ? EXIT_FINE : EXIT_FAILED;
}

int collecting_run(const cli_args *args, size_t least, const char *agent, ct_baseline **out)
{
    const char *path = cli_value(args, "output");
    ct_collector *collector = NULL;
    cli_input input;
    int exit_code = input_start(args, &input);
    if (exit_code == EXIT_FINE && path && input_reads_file(&input, path))
        exit_code = cli_complain(args, "--output %s is one of the calls", "--output %s 正是要读取的文件", path);
    if (exit_code != EXIT_FINE)
        return exit_code;
    ct_status status = ct_collector_create(&collector);
    if (status != CT_OK) {
        cli_say_status(args->lang, status);
        return EXIT_FAILED;
    }
    exit_code = read_calls(args, &input, collector);
    if (exit_code == EXIT_FINE)
        exit_code = read_usual(args, collector, least, agent, out);
    ct_collector_destroy(collector);
    return exit_code;
}

int collecting_write(const cli_args *args, ct_status (*write)(const void *what, FILE *out), const void *what)
{
    cli_output out;
    output_start(&out, cli_value(args, "output"), args->lang);
    FILE *file = output_file(&out);
    if (file)
        write(what, file);
    bool whole = output_write(&out, "", 0); /* which also tells of what write() met */
    return output_end(&out) && whole ? EXIT_FINE : EXIT_FAILED;
}
