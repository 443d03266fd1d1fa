/* calltone track: a call hop by hop as CSV. Lines are written as they are decided, so that a day takes no memory. */
#include <stdlib.h>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/pump.h"
#include "base/number.h"

static const cli_option own_options[] = {
    {"csv", 0, NULL, "as CSV, which is the only form there is", "以 CSV 输出（目前唯一的格式）"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

/* Called for every hop. A stream that fails is noticed by is_going_well(). */
static void write_hop(void *context, const ct_track *hop)
{
    char time_s[NUMBER_SIZE], level_dbfs[NUMBER_SIZE], f0_hz[NUMBER_SIZE];
    number_text(time_s, hop->time_s, 3);
    number_text(level_dbfs, hop->level_dbfs, 2);
    number_text(f0_hz, hop->f0_hz, hop->f0_hz > 0 ? 2 : 0);
    fprintf(context, "%s,%s,%d,%s,%s,%d\n", time_s, ct_side_name(hop->side), hop->speech, level_dbfs, f0_hz,
            hop->syllable);
}

static bool is_going_well(void *context, const float *frames, size_t n_frames)
{
    return !ferror(context);
}

static ct_status track_call(const cli_input *input, cli_output *out, bool *written, ct_message *message)
{
    cli_call call = {0};
    ct_status status = input_open_call(input, 0, &call, message);
    if (status != CT_OK)
        return status;
    FILE *file = output_file(out);
    if (file) {
        fputs("time_s,side,speech,level_dbfs,f0_hz,syllable\n", file);
        ct_engine_observe(call.engine, write_hop, file);
        status = pump_run(call.source, call.engine, is_going_well, file, message);
    }
    *written = file && output_write(out, "", 0);
    call_close(&call);
    return status;
}

static int run_track(const cli_args *args)
{
    cli_input input;
    cli_output out;
    const char *path = cli_value(args, "output");
    int usage = input_start(args, &input);
    if (usage != EXIT_FINE)
        return usage;
    if (input.n_calls > 1)
        return cli_complain(args, "one recording at a time", "一次只能处理一个录音");
    if (path && input_reads_file(&input, path))
        return cli_complain(args, "--output %s is the recording", "--output %s 正是要分析的录音", path);
    output_start(&out, path, args->lang);
    ct_message message = {0};
    bool written = true;
    ct_status status = track_call(&input, &out, &written, &message);
    if (status != CT_OK)
        cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
    bool whole = output_end(&out);
    return status == CT_OK && written && whole ? EXIT_FINE : EXIT_FAILED;
}

const cli_syntax command_track = {
    .operands = "FILE",
    .tables = {own_options, input_reading_options, input_pair_options},
    .details_en = "Prints time_s,side,speech,level_dbfs,f0_hz,syllable: one line a side every 10 ms, agent before "
                  "customer, or one line (mixed) for a recording with one channel. time_s is the centre of the hop, "
                  "f0_hz is 0 where there is no pitch, syllable is 1 where the nucleus of a syllable lies.",
    .details_zh = "输出 time_s,side,speech,level_dbfs,f0_hz,syllable：每 10 毫秒每方一行，座席在前、客户在后；"
                  "单声道录音只有一行（mixed）。time_s 为该帧中心时刻，f0_hz 在无基频处为 0，syllable 在音节核处为 1。",
    .run = run_track,
};
