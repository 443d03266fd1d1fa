#include "cli/live/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/live/clock.h"

const cli_option line_options[] = {
    {"replay", 0, "FILE", "a recording, heard as if it were running now", "把录音当作正在进行的通话来监听"},
    {"speed", 0, "N", "of a replay: N times real time, or max; default 1", "回放速度：实时的 N 倍，或 max；默认 1"},
    {"rtp", 0, "PORT,PORT", "G.711 in RTP: the agent's UDP port and the customer's; 0 for any that is free",
     "接收 RTP（G.711）：座席与客户各一个 UDP 端口；0 表示任选空闲端口"},
    {"bind", 0, "ADDRESS", "where to receive RTP; default 127.0.0.1, this machine alone",
     "接收 RTP 的地址；默认 127.0.0.1（仅限本机）"},
    {"payload", 0, "N=LAW", "a further RTP payload type, 96 to 127, as ulaw or alaw; 0 is ulaw and 8 alaw in any case",
     "另一个 RTP 载荷类型（96 至 127），编码为 ulaw 或 alaw；0 为 ulaw、8 为 alaw 始终有效"},
    {"window", 0, "MS", "how long RTP packets are waited for, 20 to 1000 ms; default 100",
     "等待 RTP 数据包的最长时间，20 至 1000 毫秒；默认 100"},
    {"end-after", 0, "S", "an RTP call is over when nothing came for S seconds; default 60",
     "连续 S 秒没有任何 RTP 数据包则视为通话结束；默认 60"},
    {"jsonl", 0, NULL, "what happens as it happens, one JSON object a line; the report is the last",
     "实时输出事件，每行一个 JSON；最后一行为报告"},
    {0},
};

/* "40000,40002": two whole numbers up to 65535, of which only 0 may stand twice. */
static bool read_ports(const char *text, unsigned ports[2])
{
    for (int i = 0; i < 2; i++) {
        char *end = NULL;
        if (*text < '0' || *text > '9')
            return false;
        unsigned long port = strtoul(text, &end, 10);
        if (port > 65535 || *end != (i == 0 ? ',' : '\0'))
            return false;
        ports[i] = (unsigned)port;
        text = end + 1;
    }
    return ports[0] != ports[1] || ports[0] == 0;
}

/* A number from `least` to `most` and nothing else; `out` stays as it is when nothing was said. */
static bool read_number(const char *text, double least, double most, double *out)
{
    char *end = NULL;
    double value = text ? strtod(text, &end) : 0.0;
    if (!text)
        return true;
    if (end == text || *end != '\0' || !(value >= least && value <= most))
        return false;
    *out = value;
    return true;
}

static bool read_payload(const char *text, ct_rtp_options *out)
{
    char *end = NULL;
    long type = strtol(text, &end, 10);
    bool mu_law = strcmp(end, "=ulaw") == 0, a_law = strcmp(end, "=alaw") == 0;
    if (type < 96 || type > 127 || (!mu_law && !a_law))
        return false;
    out->dynamic_type = (int)type;
    out->encoding = a_law ? CT_ALAW : CT_ULAW;
    return true;
}

static int read_rtp(const cli_args *args, const char *ports, line *out)
{
    const char *window = cli_value(args, "window"), *end = cli_value(args, "end-after");
    const char *payload = cli_value(args, "payload");
    double window_ms = 100.0;
    ct_rtp_options_init(&out->rtp);
    out->address = cli_value(args, "bind");
    if (!read_ports(ports, out->ports))
        return cli_complain(args, "--rtp takes two ports such as 40000,40002, not \"%s\"",
                            "--rtp 须为两个端口，如 40000,40002，不能是“%s”", ports);
    if (!read_number(window, 20.0, 1000.0, &window_ms))
        return cli_complain(args, "--window takes 20 to 1000 ms, not \"%s\"",
                            "--window 须为 20 至 1000 毫秒，不能是“%s”", window);
    if (!read_number(end, 1.0, 86400.0, &out->rtp.end_s))
        return cli_complain(args, "--end-after takes 1 to 86400 s, not \"%s\"",
                            "--end-after 须为 1 至 86400 秒，不能是“%s”", end);
    if (payload && !read_payload(payload, &out->rtp))
        return cli_complain(args, "--payload takes a type and a law such as 96=alaw, not \"%s\"",
                            "--payload 须为类型与编码，如 96=alaw，不能是“%s”", payload);
    out->rtp.window_s = window_ms / 1000.0;
    return EXIT_FINE;
}

static int read_replay(const cli_args *args, const char *path, line *out)
{
    const char *speed = cli_value(args, "speed");
    out->path[0] = (char *)path;
    out->input.paths = out->path;
    out->input.n_calls = 1;
    out->speed = strcmp(path, "-") == 0 ? 0.0 : 1.0; /* a pipe brings its own pace */
    return speed ? live_clock_read_speed(args, speed, &out->speed) : EXIT_FINE;
}

/* Options that the chosen source knows nothing of. */
static int complain_unused(const cli_args *args, bool rtp)
{
    static const char *const of_rtp[] = {"bind", "payload", "window", "end-after"};
    for (size_t i = 0; !rtp && i < sizeof of_rtp / sizeof of_rtp[0]; i++)
        if (cli_value(args, of_rtp[i]))
            return cli_complain(args, "--%s is for --rtp", "--%s 只用于 --rtp", of_rtp[i]);
    if (cli_value(args, "speed") && !cli_value(args, "replay"))
        return cli_complain(args, "--speed is for --replay", "--speed 只用于 --replay");
    if (rtp && cli_value(args, "raw"))
        return cli_complain(args, "--raw is for standard input", "--raw 只用于标准输入");
    return EXIT_FINE;
}

int line_start(const cli_args *args, line *out)
{
    const char *replay = cli_value(args, "replay"), *rtp = cli_value(args, "rtp");
    bool piped = args->n_operands == 1 && strcmp(args->operands[0], "-") == 0;
    *out = (line){0};
    if (args->n_operands > piped || (replay != NULL) + (rtp != NULL) + piped != 1)
        return cli_complain(args, "one source: --replay FILE, --rtp PORT,PORT, or - with --raw",
                            "请指定一个来源：--replay FILE、--rtp PORT,PORT，或 - 与 --raw");
    int exit_code = complain_unused(args, rtp != NULL);
    if (exit_code == EXIT_FINE)
        exit_code = rtp ? read_rtp(args, rtp, out) : read_replay(args, replay ? replay : args->operands[0], out);
    return exit_code == EXIT_FINE ? input_read_how(args, &out->input) : exit_code;
}

/* Which ports were taken is told at once: senders wait for it. */
static ct_status open_rtp(line *from, cli_call *out, ct_message *message)
{
    ct_source *source = NULL;
    ct_status status = ct_source_open_rtp(from->address, from->ports, &from->rtp, &source, message);
    if (status != CT_OK)
        return status;
    const char *name = ct_source_describe(source)->encoding;
    cli_say(from->input.lang, "listening: %s", "开始监听：%s", name);
    return call_open_line(source, name, &from->input.engine, out, message);
}

ct_status line_open(line *from, cli_call *out)
{
    ct_message message = {0};
    ct_status status = from->path[0] ? input_open_call(&from->input, 0, out, &message) : open_rtp(from, out, &message);
    if (status != CT_OK)
        cli_say(from->input.lang, "%s", "%s", ct_message_text(&message, from->input.lang));
    return status;
}
