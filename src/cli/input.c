#include "cli/input.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const cli_option input_reading_options[] = {
    {"agent-channel", 0, "left|right", "channel that carries the agent; default left", "座席所在声道；默认 left（左）"},
    {"mono", 0, "mixed|agent|customer", "who is heard on a recording with one channel; default mixed",
     "单声道录音里是谁的声音；默认 mixed（双方）"},
    {"raw", 0, "FORMAT,RATE,CHANNELS",
     "headerless audio: s16, s24, s32, f32, ulaw, alaw or vox; RATE 8000 and one channel when left out",
     "无文件头的音频：s16、s24、s32、f32、ulaw、alaw 或 vox；省略时为 8000 Hz、单声道"},
    {0},
};

const cli_option input_pair_options[] = {
    {"agent", 0, "FILE", "the agent's side of a call in two files", "双文件录音中座席一方的文件"},
    {"customer", 0, "FILE", "the customer's side of a call in two files", "双文件录音中客户一方的文件"},
    {0},
};

static int read_raw(const cli_args *args, cli_input *out)
{
    const char *raw = cli_value(args, "raw");
    ct_message message = {0};
    if (!raw)
        return EXIT_FINE;
    out->has_raw = true;
    if (ct_raw_format_parse(raw, &out->raw, &message) == CT_OK)
        return EXIT_FINE;
    return cli_complain(args, "--raw: %s", "--raw：%s", ct_message_text(&message, args->lang));
}

static void read_engine_options(const cli_args *args, cli_input *out)
{
    const char *channel = cli_value(args, "agent-channel"), *mono = cli_value(args, "mono");
    ct_options_init(&out->engine);
    out->lang = args->lang;
    out->channel_given = channel != NULL;
    out->mono_given = mono != NULL;
    out->engine.agent_channel = channel && strcmp(channel, "right") == 0;
    if (mono && strcmp(mono, "agent") == 0)
        out->engine.mono = CT_MONO_AGENT;
    if (mono && strcmp(mono, "customer") == 0)
        out->engine.mono = CT_MONO_CUSTOMER;
}

int input_read_how(const cli_args *args, cli_input *out)
{
    read_engine_options(args, out);
    return read_raw(args, out);
}

int input_start(const cli_args *args, cli_input *out)
{
    *out = (cli_input){.paths = args->operands, .n_calls = (size_t)args->n_operands};
    out->agent_path = cli_value(args, "agent");
    out->customer_path = cli_value(args, "customer");
    bool pair = out->agent_path || out->customer_path;
    if (pair && !(out->agent_path && out->customer_path))
        return cli_complain(args, "--agent and --customer go together", "--agent 与 --customer 须同时给出");
    if (pair && out->n_calls > 0)
        return cli_complain(args, "either --agent and --customer, or FILE; not both",
                            "--agent、--customer 不能与其他文件同时使用");
    if (!pair && out->n_calls == 0)
        return cli_complain(args, "which recording?", "请给出录音文件");
    if (pair)
        out->n_calls = 1;
    return input_read_how(args, out);
}

/* Whoever believes to have swapped the sides must be told when nothing was swapped. */
static void say_what_does_not_apply(const cli_input *input, const char *name, unsigned channels)
{
    if (input->channel_given && (channels == 1 || input->agent_path))
        cli_say(input->lang, "%s: --agent-channel does not apply: the sides are not on two channels of one file",
                "%s：--agent-channel 不起作用：双方不在同一文件的两个声道上", name);
    if (input->mono_given && channels == 2)
        cli_say(input->lang, "%s: --mono does not apply: the recording has two channels",
                "%s：--mono 不起作用：录音有两个声道", name);
}

ct_status input_open_call(const cli_input *input, size_t index, cli_call *out, ct_message *message)
{
    call_files files = {input->agent_path ? input->agent_path : input->paths[index], input->customer_path,
                        input->has_raw ? &input->raw : NULL};
    ct_status status = call_open(&files, &input->engine, out, message);
    if (status == CT_OK)
        say_what_does_not_apply(input, out->name, ct_source_describe(out->source)->channels);
    return status;
}

/* An input may be standard input, "-". */
static int stat_input(const char *path, struct stat *about)
{
    return strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, about) : stat(path, about);
}

bool input_same_file(const char *a, const char *b)
{
    struct stat about_a, about_b;
    return a && b && stat(a, &about_a) == 0 && stat_input(b, &about_b) == 0 && about_a.st_dev == about_b.st_dev &&
           about_a.st_ino == about_b.st_ino;
}

bool input_reads_file(const cli_input *input, const char *path)
{
    if (input->agent_path)
        return input_same_file(path, input->agent_path) || input_same_file(path, input->customer_path);
    for (size_t i = 0; i < input->n_calls; i++)
        if (input_same_file(path, input->paths[i]))
            return true;
    return false;
}
