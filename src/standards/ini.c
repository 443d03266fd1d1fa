#include "standards/ini.h"

#include <string.h>

#include "base/utf8.h"

#define NOTHING ((message_words){NULL, NULL}) /* is wrong */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Take the spaces off both ends, in place. */
static char *trim(char *text)
{
    while (is_space(*text))
        text++;
    size_t n = strlen(text);
    while (n > 0 && is_space(text[n - 1]))
        n--;
    text[n] = '\0';
    return text;
}

/* A comment in a line begins with a ; that a space stands before: clauses and sources may hold others. */
static void cut_comment(char *text)
{
    for (char *at = text; *at; at++)
        if (*at == ';' && (at == text || is_space(at[-1]))) {
            *at = '\0';
            return;
        }
}

static message_words fault_of_line(const char *line, size_t length)
{
    uint32_t code = 0;
    if (length > INI_LONGEST_LINE)
        return (message_words){"the line is too long (over 8192 bytes)", "这一行太长（超过 8192 字节）"};
    if (memchr(line, '\0', length))
        return (message_words){"a zero byte: this is no text", "含有零字节，不是文本文件"};
    for (size_t taken, at = 0; at < length; at += taken) {
        taken = utf8_next(line + at, &code);
        if (code == UTF8_REPLACEMENT && taken == 1)
            return (message_words){"a byte that is not UTF-8: save the file as UTF-8",
                                   "有字节不是 UTF-8 编码，请将文件另存为 UTF-8"};
    }
    return NOTHING;
}

/* Take one line apart. Comes back with what is wrong; `said` says whether there is anything to tell of. */
static message_words take_apart(char *line, ini_item *item, bool *said)
{
    char *text = trim(line);
    *said = *text && *text != ';' && *text != '#';
    if (!*said)
        return NOTHING;
    item->key = item->value = NULL;
    if (*text == '[') {
        char *end = strchr(text, ']');
        if (!end)
            return (message_words){"a section has no ] at its end", "小节名末尾缺少 ]"};
        *end = '\0';
        item->section = trim(text + 1);
        return NOTHING;
    }
    char *equals = strchr(text, '=');
    if (!equals)
        return (message_words){"neither [section] nor key = value", "既不是 [小节]，也不是“键 = 值”"};
    *equals = '\0';
    cut_comment(equals + 1);
    item->key = trim(text);
    item->value = trim(equals + 1);
    return NOTHING;
}

bool ini_read(char *text, size_t size, ini_listener listener, void *context, ini_problem *problem)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* of byte order: editors on Windows write it */
    ini_item item = {.section = ""};
    char *line = text, *end = text + size;
    *problem = (ini_problem){0};
    text[size] = '\0';
    if (size >= 3 && memcmp(text, mark, 3) == 0)
        line += 3;
    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop ? stop : end) - line);
        bool said = false;
        line[length] = '\0';
        item.line++;
        problem->line = item.line;
        problem->what = fault_of_line(line, length);
        if (!problem->what.en)
            problem->what = take_apart(line, &item, &said);
        if (problem->what.en || (said && !listener(context, &item)))
            return false;
        line += length + 1;
    }
    return true;
}

const char *ini_name_after(const char *section, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(section, word, length) != 0 || section[length] != ' ')
        return NULL;
    const char *name = section + length;
    while (*name == ' ')
        name++;
    return name;
}
