#include "standards/keys.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "standards/values.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void key_say_unknown(ct_message *out, message_words what, const char *wrong, const char *nearest)
{
    if (nearest)
        message_say(out, " \"%.60s\" (did you mean %s?)", "“%.60s”（是否想写 %s？）", wrong, nearest);
    else
        message_say(out, " \"%.60s\"", "“%.60s”", wrong);
    message_before_words(out, what);
    message_before(out, "unknown ", "未知的");
}

static void read_text(const char *value, void *place, ct_message *wrong)
{
    *(const char **)place = value;
}

static void read_number(const char *value, void *place, ct_message *wrong)
{
    double number = 0;
    if (value_number(value, &number) && number >= 0)
        *(double *)place = number;
    else
        message_say(wrong, "\"%.60s\" is not a number of 0 or more", "“%.60s”不是大于或等于 0 的数", value);
}

static void read_any_number(const char *value, void *place, ct_message *wrong)
{
    if (!value_number(value, place))
        message_say(wrong, "\"%.60s\" is not a number", "“%.60s”不是数", value);
}

static void read_limit(const char *value, void *place, ct_message *wrong)
{
    if (strcmp(value, "off") == 0)
        *(double *)place = NAN;
    else if (!value_number(value, place))
        message_say(wrong, "\"%.60s\" is neither a number nor off", "“%.60s”既不是数，也不是 off", value);
}

static void read_count(const char *value, void *place, ct_message *wrong)
{
    double number = 0;
    if (value_number(value, &number) && number >= 0 && number == floor(number))
        *(size_t *)place = (size_t)number;
    else
        message_say(wrong, "\"%.60s\" is not a whole number of 0 or more", "“%.60s”不是大于或等于 0 的整数", value);
}

static void read_flag(const char *value, void *place, ct_message *wrong)
{
    if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0)
        *(bool *)place = *value == 'y';
    else
        message_say(wrong, "\"%.60s\" is neither yes nor no", "“%.60s”既不是 yes 也不是 no", value);
}

/* The Chinese words of a source that is no longer the same go with it; new ones stand behind it. */
static void read_source(const char *value, void *place, ct_message *wrong)
{
    ct_rule *rule = place;
    rule->source = value;
    rule->source_zh = "";
}

static void read_live_source(const char *value, void *place, ct_message *wrong)
{
    ct_live *live = place;
    live->source = value;
    live->source_zh = "";
}

/* Sides are read as numbers here; the loader tells bands of sides from others when the measure is known. */
static void read_band(const char *value, void *place, ct_message *wrong)
{
    message_words what = value_band(value, true, place);
    if (!what.en)
        return;
    message_put(wrong, what);
    message_before(wrong, "\"%.60s\": ", "“%.60s”：", value);
}

/* Index of `value` among the words, or `n` and what is wrong. */
static size_t find_word(const char *const *words, size_t n, message_words what, const char *value, ct_message *wrong)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i], value) == 0)
            return i;
    suggestion search;
    suggest_start(&search, value);
    for (size_t i = 0; i < n; i++)
        suggest_try(&search, words[i]);
    key_say_unknown(wrong, what, value, search.nearest);
    return n;
}

static void read_kind(const char *value, void *place, ct_message *wrong)
{
    static const char *const words[] = {"verdict", "advisory", "listener"}; /* as ct_rule_kind counts */
    size_t found = find_word(words, COUNT(words), (message_words){"kind", "类型"}, value, wrong);
    if (found < COUNT(words))
        *(ct_rule_kind *)place = (ct_rule_kind)found;
}

static void read_side(const char *value, void *place, ct_message *wrong)
{
    static const char *const words[] = {"agent", "customer", "call"}; /* as ct_side counts */
    size_t found = find_word(words, COUNT(words), (message_words){"side", "一方"}, value, wrong);
    if (found < COUNT(words))
        *(ct_side *)place = (ct_side)found;
}

static void read_hear(const char *value, void *place, ct_message *wrong)
{
    static const char *const words[] = {"all", "opening", "closing", "hold", "interruption"}; /* as ct_hear counts */
    size_t found = find_word(words, COUNT(words), (message_words){"place to hear", "听音位置"}, value, wrong);
    if (found < COUNT(words))
        *(ct_hear *)place = (ct_hear)found;
}

static void read_against(const char *value, void *place, ct_message *wrong)
{
    static const char *const words[] = {"nothing", "difference", "semitones", "spreads"}; /* as ct_against counts */
    size_t found = find_word(words, COUNT(words), (message_words){"comparison", "比较方式"}, value, wrong);
    if (found < COUNT(words))
        *(ct_against *)place = (ct_against)found;
}

static void read_measure(const char *value, void *place, ct_message *wrong)
{
    suggestion search;
    const ct_measure_info *info = ct_measure_find(value);
    if (info) {
        *(const ct_measure_info **)place = info;
        return;
    }
    suggest_start(&search, value);
    for (size_t i = 0; i < ct_measure_count(); i++)
        suggest_try(&search, ct_measure_at(i)->name);
    key_say_unknown(wrong, (message_words){"measure", "指标"}, value, search.nearest);
}

static void find_event(const char *value, ct_event_kind *kind, bool *is_given, ct_message *wrong)
{
    const char *words[CT_EVENT_KINDS];
    for (size_t i = 0; i < CT_EVENT_KINDS; i++)
        words[i] = ct_event_kind_name((ct_event_kind)i);
    size_t found = find_word(words, CT_EVENT_KINDS, (message_words){"event", "事件"}, value, wrong);
    if (found == CT_EVENT_KINDS)
        return;
    *kind = (ct_event_kind)found;
    *is_given = true;
}

/* The place is the rule, here and below: an event takes two fields. */
static void read_event(const char *value, void *place, ct_message *wrong)
{
    ct_rule *rule = place;
    find_event(value, &rule->event, &rule->on_events, wrong);
}

static void read_occasion(const char *value, void *place, ct_message *wrong)
{
    ct_rule *rule = place;
    find_event(value, &rule->occasion, &rule->has_occasion, wrong);
}

static const standard_key keys_of_standard[] = {
    {"name", offsetof(ct_standard, name), read_text},         {"version", offsetof(ct_standard, version), read_text},
    {"title_zh", offsetof(ct_standard, title_zh), read_text}, {"title_en", offsetof(ct_standard, title_en), read_text},
    {"language", offsetof(ct_standard, language), read_text}, {"extend", offsetof(ct_standard, extend), read_text},
};
const key_table standard_keys = {keys_of_standard, COUNT(keys_of_standard)};

static const standard_key keys_of_dimension[] = {
    {"weight", offsetof(ct_dimension, weight), read_number},
    {"title_zh", offsetof(ct_dimension, title_zh), read_text},
    {"title_en", offsetof(ct_dimension, title_en), read_text},
};
const key_table dimension_keys = {keys_of_dimension, COUNT(keys_of_dimension)};

static const standard_key keys_of_rule[] = {
    {"title_zh", offsetof(ct_rule, title_zh), read_text},
    {"title_en", offsetof(ct_rule, title_en), read_text},
    {"document", offsetof(ct_rule, document), read_text},
    {"clause", offsetof(ct_rule, clause), read_text},
    {"meaning_en", offsetof(ct_rule, meaning_en), read_text},
    {"source", 0, read_source},
    {"source_zh", offsetof(ct_rule, source_zh), read_text},
    {"kind", offsetof(ct_rule, kind), read_kind},
    {"measure", offsetof(ct_rule, measure), read_measure},
    {"side", offsetof(ct_rule, side), read_side},
    {"good", offsetof(ct_rule, good), read_band},
    {"warn", offsetof(ct_rule, warn), read_band},
    {"against_own", offsetof(ct_rule, against), read_against},
    {"never_fails", offsetof(ct_rule, never_fails), read_flag},
    {"min_evidence_s", offsetof(ct_rule, min_evidence_s), read_number},
    {"event", 0, read_event},
    {"event_side", offsetof(ct_rule, side), read_side},
    {"limit_warn_s", offsetof(ct_rule, limit_warn_s), read_number},
    {"limit_fail_s", offsetof(ct_rule, limit_fail_s), read_number},
    {"occasion", 0, read_occasion},
    {"hear", offsetof(ct_rule, hear), read_hear},
    {"dimension", offsetof(ct_rule, dimension), read_text},
    {"points", offsetof(ct_rule, points), read_number},
    {"warn_points", offsetof(ct_rule, warn_points), read_number},
    {"advice_low_zh", offsetof(ct_rule, advice_low_zh), read_text},
    {"advice_low_en", offsetof(ct_rule, advice_low_en), read_text},
    {"advice_high_zh", offsetof(ct_rule, advice_high_zh), read_text},
    {"advice_high_en", offsetof(ct_rule, advice_high_en), read_text},
};
const key_table rule_keys = {keys_of_rule, COUNT(keys_of_rule)};

static const standard_key keys_of_live[] = {
#define LIVE(field, lowest, highest, usual, unit, en, zh) {#field, offsetof(ct_live, field), read_limit},
#include "standards/live.def"
#undef LIVE
    {"source", 0, read_live_source},
    {"source_zh", offsetof(ct_live, source_zh), read_text},
};
const key_table live_keys = {keys_of_live, COUNT(keys_of_live)};

static const standard_key keys_of_baseline[] = {
    {"agent", offsetof(ct_baseline, agent), read_text},
    {"calls", offsetof(ct_baseline, n_calls), read_count},
};
const key_table baseline_keys = {keys_of_baseline, COUNT(keys_of_baseline)};

static const standard_key keys_of_usual[] = {
    {"side", offsetof(ct_usual, side), read_side},
    {"median", offsetof(ct_usual, median), read_any_number},
    {"spread", offsetof(ct_usual, spread), read_number},
    {"calls", offsetof(ct_usual, n_calls), read_count},
};
const key_table usual_keys = {keys_of_usual, COUNT(keys_of_usual)};

bool key_take(const key_table *keys, const ini_item *item, void *place, uint32_t *written, ct_message *wrong)
{
    for (size_t i = 0; i < keys->n; i++) {
        const standard_key *key = &keys->keys[i];
        if (strcmp(key->name, item->key) != 0)
            continue;
        if (*written & 1u << i) {
            message_say(wrong, "%s is written twice in this section", "%s 在本小节写了两次", item->key);
            return false;
        }
        *written |= 1u << i;
        wrong->text[0] = '\0';
        key->read(item->value, (char *)place + key->offset, wrong);
        if (!wrong->text[0])
            return true;
        message_before(wrong, "%s: ", "%s：", item->key);
        return false;
    }
    suggestion search;
    suggest_start(&search, item->key);
    for (size_t i = 0; i < keys->n; i++)
        suggest_try(&search, keys->keys[i].name);
    key_say_unknown(wrong, (message_words){"key", "键"}, item->key, search.nearest);
    return false;
}
