#include "who/field.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "who/date.h"

/* Writes the text into `out` in the form that is kept; false when it is none of the kind. */
typedef bool (*field_reader)(const char *text, char out[WHO_TEXT_BYTES]);

/* Longer ones are no seconds of a call. */
#define MOST_DIGITS 7

/* Digits, and a point and digits or not. */
static bool take_seconds(const char **at, double *seconds)
{
    const char *start = *at;
    double value = 0.0, place = 1.0;
    for (; **at >= '0' && **at <= '9'; (*at)++)
        value = value * 10.0 + (**at - '0');
    bool whole = *at > start && *at - start <= MOST_DIGITS;
    if (whole && **at == '.')
        for ((*at)++; **at >= '0' && **at <= '9'; (*at)++)
            value += (**at - '0') * (place /= 10.0);
    if (whole)
        *seconds = value;
    return whole;
}

bool field_seconds(const char *text, double *seconds)
{
    double value = 0.0;
    if (!take_seconds(&text, &value) || *text)
        return false;
    *seconds = value;
    return true;
}

static void keep(const char *text, char out[WHO_TEXT_BYTES])
{
    snprintf(out, WHO_TEXT_BYTES, "%s", text);
}

/* Names of people and things: readable, and not longer than fits. */
static bool read_text(const char *text, char out[WHO_TEXT_BYTES])
{
    uint32_t code = 0;
    size_t taken;
    if (strlen(text) >= WHO_TEXT_BYTES)
        return false;
    for (const char *at = text; (taken = utf8_next(at, &code)) > 0; at += taken)
        if (code == UTF8_REPLACEMENT || utf8_is_control(code))
            return false;
    keep(text, out);
    return true;
}

static bool read_date(const char *text, char out[WHO_TEXT_BYTES])
{
    char date[DATE_BYTES];
    if (!date_read(text, date))
        return false;
    keep(date, out);
    return true;
}

/* A word that is kept, then the other ways to write it, until NULL. */
typedef const char *const synonyms[7];

static bool read_synonym(const char *text, const synonyms *list, size_t n, char out[WHO_TEXT_BYTES])
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; list[i][k]; k++)
            if (strcasecmp(text, list[i][k]) == 0) {
                keep(list[i][0], out);
                return true;
            }
    return false;
}

static bool read_direction(const char *text, char out[WHO_TEXT_BYTES])
{
    static const synonyms words[] = {{"inbound", "in", "incoming", "呼入", "来电"},
                                     {"outbound", "out", "outgoing", "呼出", "外呼", "去电"}};
    return read_synonym(text, words, sizeof words / sizeof words[0], out);
}

static bool read_channel(const char *text, char out[WHO_TEXT_BYTES])
{
    static const synonyms words[] = {{"left", "l", "左", "左声道"}, {"right", "r", "右", "右声道"}};
    return read_synonym(text, words, sizeof words / sizeof words[0], out);
}

static bool read_party(const char *text, char out[WHO_TEXT_BYTES])
{
    static const synonyms words[] = {{"agent", "座席", "坐席", "客服"}, {"customer", "客户", "顾客", "用户"}};
    return read_synonym(text, words, sizeof words / sizeof words[0], out);
}

static bool read_seconds(const char *text, char out[WHO_TEXT_BYTES])
{
    double seconds = 0.0;
    if (!field_seconds(text, &seconds) || strlen(text) >= WHO_TEXT_BYTES)
        return false;
    keep(text, out);
    return true;
}

/* "start-end;start-end", with spaces and the wide semicolon allowed. */
static bool read_spans(const char *text, char out[WHO_TEXT_BYTES])
{
    static const char wide[] = "；";
    char plain[WHO_TEXT_BYTES];
    size_t n = 0;
    for (const char *at = text; *at && n + 1 < sizeof plain; at++) {
        bool is_wide = strncmp(at, wide, sizeof wide - 1) == 0;
        if (*at != ' ')
            plain[n++] = is_wide ? ';' : *at;
        if (is_wide)
            at += sizeof wide - 2;
    }
    plain[n] = '\0';
    if (n + 1 == sizeof plain)
        return false;
    for (const char *at = plain; *at;) {
        double start_s = 0.0, end_s = 0.0;
        if (!take_seconds(&at, &start_s) || *at++ != '-' || !take_seconds(&at, &end_s) || !(end_s > start_s))
            return false;
        if (*at && *at++ != ';')
            return false;
    }
    keep(plain, out);
    return true;
}

static const struct {
    const char *name, *zh, *other_zh;
    field_reader read;
    message_words expected;
} fields[WHO_FIELDS] = {
#define A_NAME                                                                                                         \
    {                                                                                                                  \
        "must be readable text of less than 256 bytes", "应为可读的文字，不超过 255 字节"                 \
    }
    [WHO_ID] = {"id", "通话编号", "编号", read_text, A_NAME},
    [WHO_AGENT] = {"agent", "座席", "坐席", read_text, A_NAME},
    [WHO_TEAM] = {"team", "班组", "团队", read_text, A_NAME},
    [WHO_STARTED_AT] = {"started_at",
                        "开始时间",
                        "通话时间",
                        read_date,
                        {"must be a date and a local time as in 2026-11-24 09:05:30, without a zone",
                         "应为日期和当地时间，如 2026-11-24 09:05:30，不带时区"}},
    [WHO_DIRECTION] = {"direction",
                       "呼叫方向",
                       "方向",
                       read_direction,
                       {"must be inbound or outbound", "应为 inbound（呼入）或 outbound（呼出）"}},
    [WHO_AGENT_CHANNEL] = {"agent_channel",
                           "座席声道",
                           "坐席声道",
                           read_channel,
                           {"must be left or right", "应为 left（左）或 right（右）"}},
    [WHO_RING_S] = {"ring_s",
                    "振铃秒数",
                    "振铃时长",
                    read_seconds,
                    {"must be a number of seconds as in 6 or 6.5", "应为秒数，如 6 或 6.5"}},
    [WHO_HANGUP_BY] = {"hangup_by",
                       "挂机方",
                       "挂断方",
                       read_party,
                       {"must be agent or customer", "应为 agent（座席）或 customer（客户）"}},
    [WHO_HOLDS] = {"holds",
                   "保持时段",
                   "等待时段",
                   read_spans,
                   {"must be spans in seconds as in 12-30;95.5-140, of less than 256 bytes",
                    "应为以秒计的时段，如 12-30;95.5-140，不超过 255 字节"}},
    [WHO_LINE] = {"line", "线路", "分机", read_text, A_NAME},
#undef A_NAME
};

const char *field_name(who_field field)
{
    return fields[field].name;
}

const char *field_name_zh(who_field field)
{
    return fields[field].zh;
}

const char *field_other_name_zh(who_field field)
{
    return fields[field].other_zh;
}

bool field_read(who_field field, const char *text, char out[WHO_TEXT_BYTES], message_words *expected)
{
    char trimmed[4 * WHO_TEXT_BYTES]; /* more than any reader takes, so that what is cut here is refused there */
    text += strspn(text, " ");
    snprintf(trimmed, sizeof trimmed, "%s", text);
    size_t n = strlen(trimmed);
    while (n > 0 && trimmed[n - 1] == ' ')
        trimmed[--n] = '\0';
    *out = '\0';
    if (n == 0 || fields[field].read(trimmed, out))
        return true;
    *expected = fields[field].expected;
    return false;
}
