#include "cli/scan/tally.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/message.h"

void tally_failure(tally *counts, const ct_message *message)
{
    if (!counts->failures)
        counts->failures = calloc(TALLY_NAMED, sizeof *counts->failures);
    if (counts->failures && counts->n_failures < TALLY_NAMED)
        counts->failures[counts->n_failures] = *message;
    counts->n_failures++;
}

void tally_add(tally *counts, const tally *more)
{
    counts->analysed += more->analysed;
    counts->failed += more->failed;
    counts->vanished += more->vanished;
    counts->moved += more->moved;
    counts->audio_s += more->audio_s;
    counts->spent_s += more->spent_s;
}

static void write_count(FILE *out, ct_lang lang, size_t n, message_words words)
{
    if (n == 0)
        return;
    if (lang == CT_LANG_ZH)
        fprintf(out, "  %s：%zu\n", words.zh, n);
    else
        fprintf(out, "  %zu %s\n", n, words.en);
}

static void write_analysed(const tally *counts, ct_lang lang, FILE *out)
{
    double hours = counts->audio_s / 3600, speed = counts->spent_s > 0 ? counts->audio_s / counts->spent_s : 0;
    if (lang == CT_LANG_ZH)
        fprintf(out, "分析通话 %zu 通", counts->analysed);
    else
        fprintf(out, "%zu call%s analysed", counts->analysed, counts->analysed == 1 ? "" : "s");
    if (counts->analysed == 0)
        fputs("\n", out);
    else if (lang == CT_LANG_ZH)
        fprintf(out, "：录音 %.2f 小时，用时 %.1f 秒（%.0f 倍速）\n", hours, counts->spent_s, speed);
    else
        fprintf(out, ": %.2f hours of audio in %.1f s (%.0f times real time)\n", hours, counts->spent_s, speed);
}

void tally_write(const tally *counts, ct_lang lang, FILE *out)
{
    bool zh = lang == CT_LANG_ZH;
    write_analysed(counts, lang, out);
    write_count(out, lang, counts->done_before, (message_words){"done before and unchanged", "此前已完成且未变动"});
    write_count(out, lang, counts->moved, (message_words){"moved since, and recognised", "已移动并识别出"});
    write_count(out, lang, counts->passed_over, (message_words){"other files passed over", "其他文件，未处理"});
    write_count(out, lang, counts->unnamed,
                (message_words){"without an agent: neither name nor manifest says who it was",
                                "不知座席是谁（文件名与清单均未说明）"});
    write_count(out, lang, counts->vanished, (message_words){"gone before it could be read", "读取前已消失"});
    write_count(out, lang, counts->failed, (message_words){"could not be analysed", "无法分析"});
    for (size_t i = 0; counts->failures && i < counts->n_failures && i < TALLY_NAMED; i++)
        fprintf(out, "    %s\n", ct_message_text(&counts->failures[i], lang));
    if (counts->n_failures > TALLY_NAMED)
        fprintf(out,
                zh ? "    另有 %zu 个，见 calltone export calls\n" : "    and %zu more: see calltone export calls\n",
                counts->n_failures - TALLY_NAMED);
}

void tally_end(tally *counts)
{
    free(counts->failures);
    *counts = (tally){0};
}
