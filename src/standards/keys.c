#include "standards/keys.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "standards/values.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void key_say_unknown(char *out, size_t size, const char *what, const char *wrong, const char *nearest)
{
    if (nearest)
        snprintf(out, size, "unknown %s \"%.60s\" (did you mean %s?)", what, wrong, nearest);
    else
        snprintf(out, size, "unknown %s \"%.60s\"", what, wrong);
}

static void read_text(const char *value, void *place, key_wrong *wrong)
{
    *(const char **)place = value;
}

static void read_number(const char *value, void *place, key_wrong *wrong)
{
    double number = 0;
    if (value_number(value, &number) && number >= 0)
        *(double *)place = number;
    else
        snprintf(wrong->text, sizeof wrong->text, "\"%.60s\" is not a number of 0 or more", value);
}

static void read_any_number(const char *value, void *place, key_wrong *wrong)
{
    if (!value_number(value, place))
        snprintf(wrong->text, sizeof wrong->text, "\"%.60s\" is not a number", value);
}

static void read_count(const char *value, void *place, key_wrong *wrong)
{
    double number = 0;
    if (value_number(value, &number) && number >= 0 && number == floor(number))
        *(size_t *)place = (size_t)number;
    else
        snprintf(wrong->text, sizeof wrong->text, "\"%.60s\" is not a whole number of 0 or more", value);
}

static void read_flag(const char *value, void *place, key_wrong *wrong)
{
    if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0)
        *(bool *)place = *value == 'y';
    else
        snprintf(wrong->text, sizeof wrong->text, "\"%.60s\" is neither yes nor no", value);
}

/* Sides are read as numbers here; the loader tells bands of sides from others when the measure is known. */
static void read_band(const char *value, void *place, key_wrong *wrong)
{
    const char *what = value_band(value, true, place);
    if (what)
        snprintf(wrong->text, sizeof wrong->text, "\"%.60s\": %s", value, what);
}

/* Index of `value` among the words, or `n` and what is wrong. */
static size_t find_word(const char *const *words, size_t n, const char *what, const char *value, key_wrong *wrong)
{
    suggestion search;
    suggest_start(&search, value);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(words[i], value) == 0)
            return i;
        suggest_try(&search, words[i]);
    }
    key_say_unknown(wrong->text, sizeof wrong->text, what, value, search.nearest);
    return n;
}

static void read_kind(const char *value, void *place, key_wrong *wrong)
{
    static const char *const words[] = {"verdict", "advisory", "listener"}; /* as ct_rule_kind counts */
    size_t found = find_word(words, COUNT(words), "kind", value, wrong);
    if (found < COUNT(words))
        *(ct_rule_kind *)place = (ct_rule_kind)found;
}

static void read_side(const char *value, void *place, key_wrong *wrong)
{
    static const char *const words[] = {"agent", "customer", "call"}; /* as ct_side counts */
    size_t found = find_word(words, COUNT(words), "side", value, wrong);
    if (found < COUNT(words))
        *(ct_side *)place = (ct_side)found;
}

static void read_hear(const char *value, void *place, key_wrong *wrong)
{
    static const char *const words[] = {"all", "opening", "closing", "hold", "interruption"}; /* as ct_hear counts */
    size_t found = find_word(words, COUNT(words), "place to hear", value, wrong);
    if (found < COUNT(words))
        *(ct_hear *)place = (ct_hear)found;
}

static void read_against(const char *value, void *place, key_wrong *wrong)
{
    static const char *const words[] = {"nothing", "difference", "semitones", "spreads"}; /* as ct_against counts */
    size_t found = find_word(words, COUNT(words), "comparison", value, wrong);
    if (found < COUNT(words))
        *(ct_against *)place = (ct_against)found;
}

static void read_measure(const char *value, void *place, key_wrong *wrong)
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
    key_say_unknown(wrong->text, sizeof wrong->text, "measure", value, search.nearest);
}

/* The place is the rule: an event takes two fields. */
static void read_event(const char *value, void *place, key_wrong *wrong)
{
    ct_rule *rule = place;
    const char *words[CT_EVENT_KINDS];
    for (size_t i = 0; i < CT_EVENT_KINDS; i++)
        words[i] = ct_event_kind_name((ct_event_kind)i);
    size_t found = find_word(words, CT_EVENT_KINDS, "event", value, wrong);
    if (found == CT_EVENT_KINDS)
        return;
    rule->event = (ct_event_kind)found;
    rule->on_events = true;
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
    {"source", offsetof(ct_rule, source), read_text},
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

bool key_take(const key_table *keys, const ini_item *item, void *place, uint32_t *written, key_wrong *wrong)
{
    suggestion search;
    key_wrong of_value = {""};
    suggest_start(&search, item->key);
    for (size_t i = 0; i < keys->n; i++) {
        const standard_key *key = &keys->keys[i];
        suggest_try(&search, key->name);
        if (strcmp(key->name, item->key) != 0)
            continue;
        if (*written & 1u << i) {
            snprintf(wrong->text, sizeof wrong->text, "%s is written twice in this section", item->key);
            return false;
        }
        *written |= 1u << i;
        key->read(item->value, (char *)place + key->offset, &of_value);
        snprintf(wrong->text, sizeof wrong->text, "%s: %.290s", key->name, of_value.text);
        return !*of_value.text;
    }
    key_say_unknown(wrong->text, sizeof wrong->text, "key", item->key, search.nearest);
    return false;
}
