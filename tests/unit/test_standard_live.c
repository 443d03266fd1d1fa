/* [live] of a standard: limits of cues arrive, have defaults, and are refused or doubted where they make no sense. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calltone/standard.h"
#include "support/standard_text.h"

static ct_standard *loaded(const char *text)
{
    ct_standard *standard = NULL;
    ct_message message;
    if (ct_standard_load_text("my.ini", text, strlen(text), &standard, &message) != CT_OK)
        fail_msg("%s", message.text);
    return standard;
}

static void limits_arrive_and_others_are_usual(void **state)
{
    ct_standard *standard = loaded(STANDARD_TEXT "[live]\ntoo_fast = 300.5\nmonologue = off\ntoo_loud = -10\n");
    const ct_live *live = &standard->live;
    assert_true(live->too_fast == 300.5 && live->too_loud == -10 && isnan(live->monologue));
    assert_true(live->hold_first == 30 && live->hold_second == 50 && live->hold_last == 60);
    assert_string_equal(live->file, "my.ini");
    ct_standard_free(standard);
}

static bool is_written(const char *text, const char *key)
{
    char line[64];
    snprintf(line, sizeof line, "\n%s = ", key);
    return strstr(text, line) != NULL;
}

/* service-zh writes every limit out, so that the file shows all there is; a standard without [live] has the same. */
static void usual_limits_are_those_of_service_zh(void **state)
{
    ct_standard *small = loaded(STANDARD_TEXT), *zh = NULL;
    ct_message message;
    assert_int_equal(ct_standard_load("service-zh", &zh, &message), CT_OK);
    assert_null(small->live.file);
    size_t n = 0;
    for (const ct_live_limit *limit; (limit = ct_live_limit_at(n)) != NULL; n++) {
        assert_true(ct_live_value(&small->live, n) == limit->usual);
        assert_true(ct_live_value(&zh->live, n) == limit->usual);
        assert_true(is_written(zh->text, limit->name));
        assert_true(limit->lowest < limit->usual && limit->usual < limit->highest);
    }
    assert_int_equal(n, 13);
    assert_true(isnan(ct_live_value(&zh->live, n)));
    ct_standard_free(small);
    ct_standard_free(zh);
}

static void extending_changes_single_limits(void **state)
{
    ct_standard *mine = loaded("[standard]\nextend = service-en\nname = mine\nversion = 1\n[live]\nsilence = 4\n");
    assert_true(mine->live.silence == 4);
    assert_true(mine->live.too_fast == 330 && mine->live.flat == 1.5 && mine->live.hold_last == 60);
    ct_standard_free(mine);
}

static void what_is_wrong_is_named(void **state)
{
    static const struct {
        const char *text, *words;
    } wrong[] = {
        {"[live]\ntoo_fst = 3\n", "unknown key \"too_fst\" (did you mean too_fast?)"},
        {"[live]\ntoo_fast = quick\n", "too_fast: \"quick\" is neither a number nor off"},
        {"[live]\ntoo_fast = 3\n", "too_fast: is out of all reason"},
        {"[live]\nhold_first = 55\n", "the marks of a hold must rise"},
        {"[live]\nhold_second = off\nhold_first = 70\n", "the marks of a hold must rise"},
        {"[live]\ntoo_slow = 350\n", "too_slow is not under too_fast"},
        {"[live]\ntoo_soft = -11\n", "too_soft is not under too_loud"},
        {"[live]\nsilence = 4\nsilence = 5\n", "silence is written twice"},
        {"[live]\n[live]\n", "section \"live\" is written already"},
        {"[lve]\n", "did you mean live?"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[sizeof STANDARD_TEXT + 256] = STANDARD_TEXT;
        ct_standard *standard = NULL;
        ct_message message;
        strcat(text, wrong[i].text);
        assert_int_equal(ct_standard_load_text("my.ini", text, strlen(text), &standard, &message), CT_ERR_FORMAT);
        if (!strstr(message.text, wrong[i].words) || strncmp(message.text, "my.ini:", 7) != 0 || !*message.text_zh)
            fail_msg("%s\ninstead of: %s", message.text, wrong[i].words);
    }
}

static void note(void *context, const ct_message *doubt)
{
    strcat(strcat(context, doubt->text), "\n");
}

static void lint_doubts_cues_at_odds_with_rules(void **state)
{
    static const struct {
        const char *text, *words;
    } doubts[] = {
        {"[live]\nsilence = 4\n", "live: its numbers have no source"},
        {"[live]\ntoo_fast = 250\n", "a pace that rule PACE-1 calls good"},
        {"[live]\ntoo_slow = 190\n", "a pace that rule PACE-1 calls good"},
        {"[live]\nhold_last = 90\n", "hold_last comes after rule HOLD-1 has failed"},
    };
    for (size_t i = 0; i < sizeof doubts / sizeof doubts[0]; i++) {
        char text[sizeof STANDARD_TEXT + 256] = STANDARD_TEXT, told[4096] = "";
        ct_standard *standard = loaded(strcat(text, doubts[i].text));
        ct_standard_lint(standard, note, told);
        if (!strstr(told, doubts[i].words))
            fail_msg("%s\nwithout: %s", told, doubts[i].words);
        ct_standard_free(standard);
    }
    char told[4096] = "";
    ct_standard *standard = loaded(STANDARD_TEXT "[live]\nsource = mine\nsilence = 4\ntoo_fast = off\n");
    ct_standard_lint(standard, note, told);
    assert_null(strstr(told, "live"));
    ct_standard_free(standard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_arrive_and_others_are_usual),  cmocka_unit_test(usual_limits_are_those_of_service_zh),
        cmocka_unit_test(extending_changes_single_limits),     cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(lint_doubts_cues_at_odds_with_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
