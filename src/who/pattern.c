/* Shipped patterns, from what the makers document:
 * - Amazon's Post Call Analytics: Auto1_GUID_001_AGENT_AndrewK_DT_2021-12-01T07-55-51.wav
 * - FreePBX and Issabel: TYPE-DESTINATION-SOURCE-YYYYMMDD-HHMMSS-UNIQUEID, where the agent is the source of a call that
 *   goes out, and the destination of one that comes in for an extension. Calls for a queue, a ring group or a number of
 *   the centre do not name who answered.
 * - MiaRec and others: folders by date.
 * - folders that say themselves what they are: team=A/agent=8012.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "who/pattern.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/suggest.h"
#include "who/charset.h"
#include "who/field.h"

#define STAMP_AND_ID "-(?<started_at>\\d{8}-\\d{6})-(?<id>\\d+\\.\\d+)(?=[.-])"
#define BEGINS       "(?:^|/)"
#define ENDS         "(?=/)" /* a folder, not the file */

static const char *const shipped[] = {
    "_GUID_(?<id>[^_/]+)_",
    "_AGENT_(?<agent>[^_/]+)_",
    "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)T(?<hour>\\d\\d)-(?<minute>\\d\\d)-(?<second>\\d\\d)",
    BEGINS "(?<direction>out)-[^-/]*-(?<agent>\\d{2,8})" STAMP_AND_ID,
    BEGINS "force-[^-/]*-(?<agent>\\d{2,8})" STAMP_AND_ID,
    BEGINS "external-(?<agent>\\d{2,8})-[^-/]*" STAMP_AND_ID,
    BEGINS "(?<direction>in)-[^-/]*-[^-/]*" STAMP_AND_ID,
    BEGINS "[a-z]+-[^-/]*-[^-/]*" STAMP_AND_ID,
    BEGINS "agent=(?<agent>[^/]+)" ENDS,
    BEGINS "team=(?<team>[^/]+)" ENDS,
    BEGINS "line=(?<line>[^/]+)" ENDS,
    BEGINS "(?<year>(?:19|20)\\d\\d)(?<sep>[-/]?)(?<month>\\d\\d)\\k<sep>(?<day>\\d\\d)" ENDS,
};

/* What a group means: a field, or one of these. */
enum { YEAR = WHO_FIELDS, MONTH, DAY, HOUR, MINUTE, SECOND, GROUPS, UNKEPT = GROUPS };
#define N_PARTS (GROUPS - YEAR)
static const char *const parts[N_PARTS] = {"year", "month", "day", "hour", "minute", "second"};
/* Known names that are not kept: "sep" is the mark between the parts of a date. */
static const char *const unkept[] = {"customer", "sep"};

/* Steps that a match may take: a thousand times what the longest of paths should need, and no more than some ten
 * milliseconds, whatever the pattern is. */
#define MOST_STEPS 1000000

typedef struct named_group {
    uint32_t number;
    size_t meaning;
} named_group;

typedef struct pattern {
    pcre2_code *code;
    named_group *groups;
    size_t n_groups;
} pattern;

struct who_patterns {
    pcre2_match_context *limits;
    size_t n;
    pattern list[];
};

static const char *group_name(size_t meaning)
{
    return meaning < WHO_FIELDS ? field_name((who_field)meaning) : parts[meaning - YEAR];
}

/* False for a name that is none. */
static bool find_meaning(const char *name, size_t *meaning)
{
    for (*meaning = 0; *meaning < GROUPS; (*meaning)++)
        if (strcmp(name, group_name(*meaning)) == 0)
            return true;
    for (size_t i = 0; i < sizeof unkept / sizeof unkept[0]; i++)
        if (strcmp(name, unkept[i]) == 0)
            return true;
    return false;
}

static ct_status refuse_group(const char *text, const char *name, ct_message *message)
{
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; i < GROUPS; i++)
        suggest_try(&search, group_name(i));
    if (search.nearest)
        message_say(message, "pattern \"%.200s\": unknown group \"%s\" (did you mean %s?)",
                    "模式“%.200s”：未知的组名“%s”（是否指 %s？）", text, name, search.nearest);
    else
        message_say(message, "pattern \"%.200s\": unknown group \"%s\"", "模式“%.200s”：未知的组名“%s”", text, name);
    return CT_ERR_FORMAT;
}

static ct_status refuse_pattern(const char *text, int error, size_t at, ct_message *message)
{
    char words[160];
    pcre2_get_error_message(error, (PCRE2_UCHAR *)words, sizeof words);
    message_say(message, "pattern \"%.200s\", column %zu: %s", "模式“%.200s”第 %zu 列有误：%s", text, at + 1, words);
    return CT_ERR_FORMAT;
}

static ct_status out_of_memory(ct_message *message)
{
    ct_message_set(message, CT_ERR_MEMORY);
    return CT_ERR_MEMORY;
}

static ct_status read_groups(const char *text, pattern *p, ct_message *message)
{
    uint32_t n = 0, entry_size = 0;
    PCRE2_SPTR entry = NULL;
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &n);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &entry);
    if (n == 0) {
        message_say(message, "pattern \"%.200s\" has no named group; write one as in (?<agent>[^_]+)",
                    "模式“%.200s”没有命名组；写法如 (?<agent>[^_]+)", text);
        return CT_ERR_FORMAT;
    }
    p->groups = calloc(n, sizeof *p->groups);
    if (!p->groups)
        return out_of_memory(message);
    for (; p->n_groups < n; p->n_groups++, entry += entry_size) {
        const char *name = (const char *)entry + 2; /* behind the number */
        named_group *group = &p->groups[p->n_groups];
        group->number = (uint32_t)entry[0] << 8 | entry[1];
        if (!find_meaning(name, &group->meaning))
            return refuse_group(text, name, message);
    }
    return CT_OK;
}

static ct_status compile(const char *text, pattern *p, ct_message *message)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    p->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                            PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C, &error, &at,
                            NULL);
    return p->code ? read_groups(text, p, message) : refuse_pattern(text, error, at, message);
}

ct_status who_patterns_create(const char *const *patterns, size_t n, who_patterns **out, ct_message *message)
{
    if (n == 0) {
        patterns = shipped;
        n = sizeof shipped / sizeof shipped[0];
    }
    who_patterns *created = calloc(1, sizeof *created + n * sizeof created->list[0]);
    if (!created)
        return out_of_memory(message);
    created->limits = pcre2_match_context_create(NULL);
    ct_status status = created->limits ? CT_OK : out_of_memory(message);
    if (status == CT_OK)
        pcre2_set_match_limit(created->limits, MOST_STEPS);
    for (; status == CT_OK && created->n < n; created->n++)
        status = compile(patterns[created->n], &created->list[created->n], message);
    if (status == CT_OK)
        *out = created;
    else
        who_patterns_destroy(created);
    return status;
}

void who_patterns_destroy(who_patterns *patterns)
{
    if (!patterns)
        return;
    for (size_t i = 0; i < patterns->n; i++) {
        pcre2_code_free(patterns->list[i].code);
        free(patterns->list[i].groups);
    }
    pcre2_match_context_free(patterns->limits);
    free(patterns);
}

/* What was found so far: of the parts of a time their digits. */
typedef struct finding {
    who_call *into;
    char parts[N_PARTS][8];
    bool any;
} finding;

static void take_text(finding *f, who_field field, const char *text)
{
    char read[WHO_TEXT_BYTES];
    message_words unsaid;
    if (!field_read(field, text, read, &unsaid) || !*read)
        return;
    who_put(f->into, field, WHO_NAME, read);
    f->any = true;
}

static void take_group(finding *f, size_t meaning, const char *start, size_t size)
{
    char text[WHO_TEXT_BYTES];
    if (meaning >= UNKEPT || size == 0 || size >= sizeof text)
        return;
    memcpy(text, start, size);
    text[size] = '\0';
    if (meaning < WHO_FIELDS)
        take_text(f, (who_field)meaning, text);
    else if (!*f->parts[meaning - YEAR] && size < sizeof f->parts[0])
        memcpy(f->parts[meaning - YEAR], text, size + 1);
}

/* A date wants year, month and day; a time hour and minute. */
static void take_parts(finding *f)
{
    const char *const year = f->parts[0], *const month = f->parts[1], *const day = f->parts[2];
    const char *const hour = f->parts[3], *const minute = f->parts[4], *const second = f->parts[5];
    char text[64];
    if (!*year || !*month || !*day)
        return;
    int n = snprintf(text, sizeof text, "%s-%s-%s", year, month, day);
    if (*hour && *minute)
        snprintf(text + n, sizeof text - (size_t)n, " %s:%s:%s", hour, minute, *second ? second : "00");
    take_text(f, WHO_STARTED_AT, text);
}

static void match(const who_patterns *patterns, const pattern *p, const char *path, finding *f)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(p->code, NULL);
    if (!data)
        return; /* nothing can be said of it, as where nothing matches */
    if (pcre2_match(p->code, (PCRE2_SPTR)path, strlen(path), 0, 0, data, patterns->limits) > 0) {
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
        for (size_t i = 0; i < p->n_groups; i++) {
            PCRE2_SIZE start = ends[2 * (size_t)p->groups[i].number], end = ends[2 * (size_t)p->groups[i].number + 1];
            if (start != PCRE2_UNSET && end > start)
                take_group(f, p->groups[i].meaning, path + start, end - start);
        }
    }
    pcre2_match_data_free(data);
}

bool who_patterns_read(const who_patterns *patterns, const char *path, who_call *into)
{
    finding f = {.into = into};
    char *readable = charset_of_name(path);
    for (size_t i = 0; i < patterns->n; i++)
        match(patterns, &patterns->list[i], readable ? readable : path, &f);
    take_parts(&f);
    free(readable);
    return f.any;
}
