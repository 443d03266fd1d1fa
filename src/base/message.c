#include "base/message.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Drop what is left of a character at the cut. */
static void end_at_a_character(char *text)
{
    uint32_t code = 0;
    for (size_t taken; *text; text += taken) {
        taken = utf8_next(text, &code);
        if (code == UTF8_REPLACEMENT && strlen(text) < 4) {
            *text = '\0';
            return;
        }
    }
}

void message_write(char *out, size_t size, const char *before, const char *format, va_list values)
{
    va_list again;
    int start = snprintf(out, size, "%s", before), rest = 0;
    va_copy(again, values);
    if (start >= 0 && (size_t)start < size)
        rest = vsnprintf(out + start, size - (size_t)start, format, again);
    va_end(again);
    if (start < 0 || rest < 0 || (size_t)start + (size_t)rest >= size)
        end_at_a_character(out);
    for (char *c = out; *c; c++) /* libraries' words may come in lines */
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
}

void message_say_values(ct_message *message, const char *en, const char *zh, va_list values)
{
    message_write(message->text, sizeof message->text, "", en, values);
    message_write(message->text_zh, sizeof message->text_zh, "", zh, values);
}

void message_say(ct_message *message, const char *en, const char *zh, ...)
{
    va_list values;
    va_start(values, zh);
    message_say_values(message, en, zh, values);
    va_end(values);
}

void message_put(ct_message *message, message_words words)
{
    snprintf(message->text, sizeof message->text, "%s", words.en);
    snprintf(message->text_zh, sizeof message->text_zh, "%s", words.zh);
}

/* Behind what stands in `out`. */
static void append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s", text);
    if (used + strlen(text) >= size)
        end_at_a_character(out);
}

void message_before(ct_message *message, const char *en, const char *zh, ...)
{
    ct_message said = *message;
    va_list values;
    va_start(values, zh);
    message_say_values(message, en, zh, values);
    va_end(values);
    append(message->text, sizeof message->text, said.text);
    append(message->text_zh, sizeof message->text_zh, said.text_zh);
}

void message_before_words(ct_message *message, message_words words)
{
    ct_message said = *message;
    message_put(message, words);
    append(message->text, sizeof message->text, said.text);
    append(message->text_zh, sizeof message->text_zh, said.text_zh);
}

const char *ct_message_text(const ct_message *message, ct_lang lang)
{
    return lang == CT_LANG_ZH && *message->text_zh ? message->text_zh : message->text;
}

void ct_message_set(ct_message *message, ct_status status)
{
    static const char *const words_zh[] = {
        [CT_OK] = "正常",
        [CT_ERR_ARGUMENT] = "参数不对",
        [CT_ERR_MEMORY] = "内存不足",
        [CT_ERR_FINISHED] = "通话已经结束",
        [CT_ERR_NOT_FINITE] = "音频中有不是数的采样",
        [CT_ERR_OPEN] = "文件打不开",
        [CT_ERR_FORMAT] = "不是能够分析的内容",
        [CT_ERR_READ] = "读取中断",
        [CT_ERR_WRITE] = "结果写不出去",
    };
    bool known = (size_t)status < sizeof words_zh / sizeof words_zh[0];
    if (!message)
        return;
    snprintf(message->text, sizeof message->text, "%s", ct_status_text(status));
    snprintf(message->text_zh, sizeof message->text_zh, "%s", known ? words_zh[status] : "");
}
