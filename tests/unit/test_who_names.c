/* What paths, dates and fields say of a call, and which two files are one. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "who/date.h"
#include "who/field.h"
#include "who/pairing.h"
#include "who/pattern.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void assert_words(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" does not say \"%s\"", text, words);
}

static void dates_are_read_as_people_write_them(void **state)
{
    static const char *const dates[][2] = {
        {"2026-11-24", "2026-11-24"},
        {"2026/1/4", "2026-01-04"},
        {"2026年11月24日", "2026-11-24"},
        {"20261124", "2026-11-24"},
        {"2026-11-24T09:05:30", "2026-11-24T09:05:30"},
        {"2026/11/24 9:05", "2026-11-24T09:05:00"},
        {"2026-11-24 09:05:30.250", "2026-11-24T09:05:30"},
        {"20261124-090530", "2026-11-24T09:05:30"},
        {"20261124090530", "2026-11-24T09:05:30"},
        {"2021-12-01T07-55-51", "2021-12-01T07:55:51"},
        {"2024-02-29", "2024-02-29"},
    };
    static const char *const none[] = {"",
                                       "2026",
                                       "2026-13-01",
                                       "2026-02-29",
                                       "2026-11-31",
                                       "26-11-24",
                                       "2026-11-24T24:00:00",
                                       "2026-11-24 09:60",
                                       "2026-11-24 9",
                                       "2026-11-24T09:05:30Z",
                                       "2026-11-24T09:05:30+08:00",
                                       "yesterday",
                                       "2100-02-29",
                                       "2026-00-10",
                                       "2026-11-24 morning"};
    char out[DATE_BYTES];
    for (size_t i = 0; i < COUNT(dates); i++) {
        if (!date_read(dates[i][0], out))
            fail_msg("%s is a date", dates[i][0]);
        assert_string_equal(out, dates[i][1]);
    }
    for (size_t i = 0; i < COUNT(none); i++)
        if (date_read(none[i], out))
            fail_msg("\"%s\" is no date, and not %s", none[i], out);
}

static void fields_are_kept_in_one_form(void **state)
{
    static const struct {
        who_field field;
        const char *text, *kept; /* NULL: refused */
    } fields[] = {
        {WHO_AGENT, "  李四 ", "李四"},
        {WHO_AGENT, "", ""},
        {WHO_AGENT,
         "a\x01"
         "b",
         NULL},
        {WHO_AGENT, "\xb0\xa1", NULL},
        {WHO_DIRECTION, "In", "inbound"},
        {WHO_DIRECTION, "呼出", "outbound"},
        {WHO_DIRECTION, "sideways", NULL},
        {WHO_AGENT_CHANNEL, "RIGHT", "right"},
        {WHO_AGENT_CHANNEL, "2", NULL},
        {WHO_RING_S, "6.5", "6.5"},
        {WHO_RING_S, "6,5", NULL},
        {WHO_RING_S, "-1", NULL},
        {WHO_RING_S, "nan", NULL},
        {WHO_RING_S, "99999999", NULL},
        {WHO_HANGUP_BY, "客户", "customer"},
        {WHO_HANGUP_BY, "nobody", NULL},
        {WHO_HOLDS, "12-30; 95.5-140", "12-30;95.5-140"},
        {WHO_HOLDS, "12-30；95-140；", "12-30;95-140;"},
        {WHO_HOLDS, "30-12", NULL},
        {WHO_HOLDS, "12", NULL},
        {WHO_HOLDS, "12-30,40-50", NULL},
        {WHO_STARTED_AT, "2026/11/24 9:05", "2026-11-24T09:05:00"},
        {WHO_STARTED_AT, "9:05", NULL},
    };
    char out[WHO_TEXT_BYTES];
    message_words expected;
    for (size_t i = 0; i < COUNT(fields); i++) {
        expected.en = expected.zh = NULL;
        bool well = field_read(fields[i].field, fields[i].text, out, &expected);
        if (well != (fields[i].kept != NULL))
            fail_msg("%s: \"%s\" was %s", field_name(fields[i].field), fields[i].text, well ? "taken" : "refused");
        if (well)
            assert_string_equal(out, fields[i].kept);
        else
            assert_true(strncmp(expected.en, "must be ", 8) == 0 && *expected.zh);
    }
    char longest[WHO_TEXT_BYTES + 1];
    memset(longest, 'a', WHO_TEXT_BYTES);
    longest[WHO_TEXT_BYTES] = '\0';
    assert_false(field_read(WHO_TEAM, longest, out, &expected));
    longest[WHO_TEXT_BYTES - 1] = '\0';
    assert_true(field_read(WHO_TEAM, longest, out, &expected));
}

static void the_stronger_source_speaks(void **state)
{
    who_call call = {0};
    who_put(&call, WHO_AGENT, WHO_NAME, "8012");
    who_put(&call, WHO_AGENT, WHO_DEFAULT, "nobody");
    assert_string_equal(who_text(&call, WHO_AGENT), "8012");
    who_put(&call, WHO_AGENT, WHO_MANIFEST, "8013");
    who_put(&call, WHO_AGENT, WHO_MANIFEST, "8014"); /* as good is not better */
    who_put(&call, WHO_TEAM, WHO_MANIFEST, "");      /* says nothing */
    who_put(&call, WHO_TEAM, WHO_DEFAULT, "east");
    who_put(&call, WHO_RING_S, WHO_MANIFEST, "6.5");
    who_put(&call, WHO_LINE, WHO_NAME, "trunk 3");
    ct_kept kept = {.ring_s = 1, .holds = "1-2"};
    who_apply(&call, &kept);
    assert_string_equal(kept.call.agent, "8013");
    assert_string_equal(kept.call.team, "east");
    assert_string_equal(kept.line, "trunk 3");
    assert_true(kept.ring_s == 6.5);
    assert_null(kept.holds);
    assert_null(kept.direction);
    who_apply(&(who_call){0}, &kept);
    assert_true(isnan(kept.ring_s) && !kept.call.agent);
}

static who_patterns *created(const char *const *texts, size_t n)
{
    who_patterns *patterns = NULL;
    ct_message message;
    if (who_patterns_create(texts, n, &patterns, &message) != CT_OK)
        fail_msg("%s", message.text);
    return patterns;
}

/* "id agent team started_at direction line", - for what is not said. */
static void assert_said(const who_patterns *patterns, const char *path, const char *expected)
{
    static const who_field order[] = {WHO_ID, WHO_AGENT, WHO_TEAM, WHO_STARTED_AT, WHO_DIRECTION, WHO_LINE};
    who_call call = {0};
    char said[WHO_TEXT_BYTES * COUNT(order)] = "";
    bool any = who_patterns_read(patterns, path, &call);
    for (size_t i = 0; i < COUNT(order); i++) {
        const char *text = who_text(&call, order[i]);
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s", i > 0 ? " " : "", text ? text : "-");
        if (text)
            assert_int_equal(call.source[order[i]], WHO_NAME);
    }
    if (strcmp(said, expected) != 0)
        fail_msg("%s says \"%s\", not \"%s\"", path, said, expected);
    assert_int_equal(any, strcmp(said, "- - - - - -") != 0);
}

static void names_of_known_recorders_are_read(void **state)
{
    static const char *const names[][2] = {
        {"/in/Auto1_GUID_001_AGENT_AndrewK_DT_2021-12-01T07-55-51.wav", "001 AndrewK - 2021-12-01T07:55:51 - -"},
        {"force-0821XXXX8663-3201-20250327-092517-1743042317.12206.wav",
         "1743042317.12206 3201 - 2025-03-27T09:25:17 - -"},
        {"/m/2025/03/27/out-71222-002-20250327-091730-1743042317.107.wav",
         "1743042317.107 002 - 2025-03-27T09:17:30 outbound -"},
        {"external-3201-13800001234-20250327-092517-1743042317.1.wav", "1743042317.1 3201 - 2025-03-27T09:25:17 - -"},
        {"in-4001-13800001234-20250327-092517-1743042317.1-in.wav", "1743042317.1 - - 2025-03-27T09:25:17 inbound -"},
        {"q-600-13800001234-20250327-092517-1743042317.1.wav", "1743042317.1 - - 2025-03-27T09:25:17 - -"},
        {"/rec/20250327/a.wav", "- - - 2025-03-27 - -"},
        {"/rec/2025/03/27/a.wav", "- - - 2025-03-27 - -"},
        {"/rec/2025-03-27/a.wav", "- - - 2025-03-27 - -"},
        {"/rec/2025/0327/a.wav", "- - - - - -"},
        {"/rec/20251327/a.wav", "- - - - - -"}, /* there is no month 13 */
        {"/rec/team=east/agent=李四/line=trunk 3/a.wav", "- 李四 east - - trunk 3"},
        {"/rec/team=\xb6\xab\xb2\xbf/a.wav", "- - 东部 - - -"}, /* GBK */
        {"/rec/call0017.wav", "- - - - - -"},
        {"", "- - - - - -"},
    };
    who_patterns *patterns = created(NULL, 0);
    for (size_t i = 0; i < COUNT(names); i++)
        assert_said(patterns, names[i][0], names[i][1]);
    who_patterns_destroy(patterns);
}

static void own_patterns_take_the_place_of_the_shipped(void **state)
{
    static const char *const texts[] = {
        "/(?<team>[^/]+)/(?<agent>[^/]+)/[^/]*$",
        "(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)_(?<hour>\\d\\d)(?<minute>\\d\\d)_"
        "(?<customer>\\d+)_(?<direction>\\w+)_(?<agent>x)",
        "(?<hangup_by>客户|座席)挂机"};
    who_patterns *patterns = created(texts, COUNT(texts));
    who_call call = {0};
    assert_said(patterns, "/rec/east/8012/20261124_0905_13800001234_in_x.wav",
                "- 8012 east 2026-11-24T09:05:00 inbound -");
    assert_said(patterns, "/rec/east/8012/b.wav", "- 8012 east - - -");
    assert_said(patterns, "Auto1_GUID_001_AGENT_AndrewK_DT_2021-12-01T07-55-51.wav", "- - - - - -");
    assert_true(who_patterns_read(patterns, "客户挂机.wav", &call));
    assert_string_equal(who_text(&call, WHO_HANGUP_BY), "customer");
    for (size_t i = 0; i < WHO_FIELDS; i++)
        assert_null(strstr(call.text[i], "1380"));
    who_patterns_destroy(patterns);
}

static void a_bad_pattern_is_refused_in_words(void **state)
{
    static const char *const bad[][2] = {
        {"(?<agent>[0-9+", "column"},
        {"(?<agnet>\\d+)", "unknown group \"agnet\" (did you mean agent?)"},
        {"(\\d+)", "no named group"},
        {"(?<ring>x)", "unknown group \"ring\""},
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        who_patterns *patterns = NULL;
        ct_message message;
        assert_int_equal(who_patterns_create(&bad[i][0], 1, &patterns, &message), CT_ERR_FORMAT);
        assert_null(patterns);
        assert_words(message.text, bad[i][1]);
        assert_words(message.text, bad[i][0]);
        assert_true(*message.text_zh);
    }
}

/* It would take longer than the night. */
static void a_pattern_that_runs_away_matches_nothing(void **state)
{
    static const char *const text[] = {"^(?<agent>(a+)+)+$"};
    who_patterns *patterns = created(text, 1);
    assert_said(patterns, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "- - - - - -");
    who_patterns_destroy(patterns);
}

static void halves_find_each_other(void **state)
{
    static const char *const names[] = {
        "a-in.wav",       /* 0 */
        "a-out.WAV",      /* 1: of 0 */
        "a_rx.wav",       /* 2 */
        "a_tx.wav",       /* 3: of 2 */
        "b_Agent.wav",    /* 4 */
        "b_CUSTOMER.wav", /* 5: of 4 */
        "c-in.wav",       /* 6: alone */
        "d-in.wav",       /* 7: with _out, and not with -out */
        "d_out.wav",      /* 8 */
        "e-in.wav",       /* 9: another format */
        "e-out.mp3",      /* 10 */
        "in.wav",         /* 11 */
        "out.wav",        /* 12 */
        "cabin.wav",      /* 13 */
        "about.wav",      /* 14 */
        "f-in.wav",       /* 15: three of them */
        "f-IN.wav",       /* 16 */
        "f-out.wav",      /* 17 */
        "g-in",           /* 18 */
        "g-out",          /* 19: of 18 */
        "h-agent.wav",    /* 20 */
        "h-in.wav",       /* 21: of another kind */
        "1.2-in.x.wav",   /* 22: not before the ending */
        "1.2-out.x.wav",  /* 23 */
        "i-in.wav",       /* 24: three again */
        "i-out.wav",      /* 25 */
        "i-OUT.wav",      /* 26 */
    };
    static const int others[COUNT(names)] = {1,  0,  3,  2,  5,  4,  -1, -1, -1, -1, -1, -1, -1, -1,
                                             -1, -1, -1, -1, 19, 18, -1, -1, -1, -1, -1, -1, -1};
    static const int agents[] = {1, 3, 4, 19};
    who_pairing out[COUNT(names)];
    assert_int_equal(who_pair(names, COUNT(names), out), CT_OK);
    for (size_t i = 0; i < COUNT(names); i++) {
        if ((out[i].part == WHO_WHOLE) != (others[i] < 0))
            fail_msg("%s is %s", names[i], others[i] < 0 ? "a call by itself" : "a half");
        if (others[i] >= 0)
            assert_int_equal(out[i].other, others[i]);
    }
    for (size_t i = 0; i < COUNT(agents); i++) {
        assert_int_equal(out[agents[i]].part, WHO_AGENT_SIDE);
        assert_int_equal(out[others[agents[i]]].part, WHO_CUSTOMER_SIDE);
    }
    assert_int_equal(who_pair(NULL, 0, NULL), CT_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_as_people_write_them),
        cmocka_unit_test(fields_are_kept_in_one_form),
        cmocka_unit_test(the_stronger_source_speaks),
        cmocka_unit_test(names_of_known_recorders_are_read),
        cmocka_unit_test(own_patterns_take_the_place_of_the_shipped),
        cmocka_unit_test(a_bad_pattern_is_refused_in_words),
        cmocka_unit_test(a_pattern_that_runs_away_matches_nothing),
        cmocka_unit_test(halves_find_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
