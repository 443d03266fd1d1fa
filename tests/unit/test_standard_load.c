/* Standards from their text: what is written arrives, and what is wrong is named with its place. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/standard.h"
#include "support/standard_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* From memory of exactly that size, so that reading past it is seen. */
static ct_status load(const char *text, size_t size, ct_standard **out, ct_message *message)
{
    char *exact = calloc(1, size ? size : 1);
    memcpy(exact, text, size);
    ct_status status = ct_standard_load_text("my.ini", exact, size, out, message);
    free(exact);
    return status;
}

static ct_standard *loaded(const char *text)
{
    ct_standard *standard = NULL;
    ct_message message;
    if (load(text, strlen(text), &standard, &message) != CT_OK)
        fail_msg("%s", message.text);
    return standard;
}

static void what_is_written_arrives(void **state)
{
    ct_standard *standard = loaded(STANDARD_TEXT);
    assert_string_equal(standard->name, "small");
    assert_string_equal(standard->title_zh, "小标准");
    assert_int_equal(standard->n_rules, 4);
    assert_int_equal(standard->n_dimensions, 2);
    const ct_rule *pace = ct_standard_find(standard, "PACE-1");
    assert_string_equal(pace->measure->name, "speech_rate");
    assert_int_equal(pace->side, CT_SIDE_AGENT);
    assert_true(pace->good.low == 180 && pace->good.high == 260 && pace->warn.low == 160 && pace->warn.high == 280);
    assert_true(pace->points == 10 && pace->warn_points == 5 && pace->min_evidence_s == 10);
    assert_string_equal(pace->clause, "语速适中");
    const ct_rule *hold = ct_standard_find(standard, "HOLD-1");
    assert_true(hold->on_events && hold->event == CT_EVENT_HOLD);
    assert_true(hold->limit_warn_s == 30 && hold->limit_fail_s == 60);
    const ct_rule *mic = ct_standard_find(standard, "MIC-1");
    assert_true(isinf(mic->good.high) && mic->warn.low == 15); /* warn is good where it is not written */
    assert_int_equal(ct_standard_find(standard, "WORD-1")->hear, CT_HEAR_OPENING);
    assert_null(ct_standard_find(standard, "PACE-2"));
    ct_standard_free(standard);
    ct_standard_free(NULL);
}

static void hash_follows_the_text(void **state)
{
    ct_standard *a = loaded(STANDARD_TEXT), *b = loaded(STANDARD_TEXT), *c = loaded(STANDARD_TEXT "; one more\n");
    assert_int_equal(strlen(a->hash), 16);
    assert_string_equal(a->hash, b->hash);
    assert_string_not_equal(a->hash, c->hash);
    ct_standard_free(a);
    ct_standard_free(b);
    ct_standard_free(c);
}

static void windows_files_are_files(void **state)
{
    char text[2 * sizeof STANDARD_TEXT] = "\xEF\xBB\xBF";
    size_t n = strlen(text);
    for (const char *at = STANDARD_TEXT; *at; at++) {
        if (*at == '\n')
            text[n++] = '\r';
        text[n++] = *at;
    }
    text[n] = '\0';
    ct_standard *standard = loaded(text);
    assert_string_equal(ct_standard_find(standard, "PACE-1")->title_en, "Even pace");
    ct_standard_free(standard);
}

static void long_lines_are_whole(void **state)
{
    char text[sizeof STANDARD_TEXT + 3100], advice[3001];
    memset(advice, 'a', 3000);
    advice[3000] = '\0';
    snprintf(text, sizeof text, "%smeaning_en = %s\n", STANDARD_TEXT, advice);
    ct_standard *standard = loaded(text);
    assert_string_equal(ct_standard_find(standard, "WORD-1")->meaning_en, advice);
    ct_standard_free(standard);
}

/* What stands behind the small standard, and what is said of it. Line 60 is its last. */
static const struct broken {
    const char *tail, *said;
} broken[] = {
    {"meaning = x\n", "unknown key \"meaning\""},
    {"titel_zh = x\n", "unknown key \"titel_zh\" (did you mean title_zh?)"},
    {"hear = openning\n", "hear is written twice"},
    {"[rule A]\nhear = openning\n", "unknown place to hear \"openning\" (did you mean opening?)"},
    {"[rule A]\nmeasure = speach_rate\n", "unknown measure \"speach_rate\" (did you mean speech_rate?)"},
    {"[rule A]\nside = agnet\n", "unknown side \"agnet\" (did you mean agent?)"},
    {"[rule A]\nkind = verdikt\n", "(did you mean verdict?)"},
    {"[rule A]\nevent = holds\n", "(did you mean hold?)"},
    {"[rule A]\npoints = ten\n", "points: \"ten\" is not a number"},
    {"[rule A]\npoints = -1\n", "is not a number of 0 or more"},
    {"[rule A]\npoints = 1e3\n", "is not a number"},
    {"[rule A]\nnever_fails = 1\n", "neither yes nor no"},
    {"[rule A]\ngood = 180-260\n", "a band is"},
    {"[rule A]\ngood = ..\n", "a band is written"},
    {"[rule A]\ngood =\n", "a band is written"},
    {"[rule A]\ngood = 260..180\n", "ends before it begins"},
    {"[rule A]\ngood = 180..260 dB\n", "unit is the measure's own"},
    {"[rules A]\n", "unknown section \"rules A\" (did you mean rule?)"},
    {"[rule]\n", "needs a name"},
    {"[rule A\n", "no ] at its end"},
    {"nonsense\n", "neither [section] nor key = value"},
    {"[rule PACE-1]\n", "rule \"PACE-1\" is written already in line 16"},
    {"[dimension pace]\n", "dimension \"pace\" is written already in line 8"},
    {"[standard]\n", "stands here twice"},
    {"[rule A]\ntitle_zh = \xff\n", "not UTF-8"},
    {"[rule A]\ntitle_zh = \xed\xa0\x80\n", "not UTF-8"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\n", "rule A: a verdict needs measure or event"},
    {"[rule A]\nkind = listener\n", "rule A: title_zh and title_en are needed"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = speech_rate\nside = agent\n", "no good = band"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = speech_rate\nside = agent\ngood = 1..9\nwarn = 2..9\n",
     "warn must hold all of good"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = talk_share\nside = agent\ngood = 35..65\n", "35 % is 0.35"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = speech_rate\ngood = 1..2\n", "side = agent or customer"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = silence_total\nside = agent\ngood = 1..2\n", "side = call"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = snr\nside = agent\ngood = 1..2\n", "kind = advisory"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nevent = hold\n", "needs limit_warn_s or limit_fail_s"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nevent = hold\nlimit_warn_s = 9\nlimit_fail_s = 3\n", "past limit_fail_s"},
    {"[rule A]\ntitle_zh = a\ntitle_en = a\nevent = hold\nlimit_fail_s = 3\ndimension = pase\n", "has no [dimension"},
    {"[dimension a]\n", "dimension a: no weight"},
};

static void what_is_wrong_is_named(void **state)
{
    for (size_t i = 0; i < COUNT(broken); i++) {
        char text[sizeof STANDARD_TEXT + 300];
        ct_standard *standard = NULL;
        ct_message message;
        snprintf(text, sizeof text, "%s%s", STANDARD_TEXT, broken[i].tail);
        assert_int_equal(load(text, strlen(text), &standard, &message), CT_ERR_FORMAT);
        assert_null(standard);
        if (strncmp(message.text, "my.ini:", 7) != 0 || !strstr(message.text, broken[i].said))
            fail_msg("of %s it is said: %s", broken[i].tail, message.text);
        if (strncmp(message.text_zh, "my.ini:", 7) != 0 || !strstr(message.text_zh, "："))
            fail_msg("of %s it is said in Chinese: %s", broken[i].tail, message.text_zh);
    }
}

static void line_is_the_line_of_the_fault(void **state)
{
    ct_standard *standard = NULL;
    ct_message message;
    const char text[] = "[standard]\nname = a\n\n; more\nversoin = 1\n";
    assert_int_equal(load(text, strlen(text), &standard, &message), CT_ERR_FORMAT);
    assert_string_equal(message.text, "my.ini:5: unknown key \"versoin\" (did you mean version?)");
}

static void what_is_no_standard_is_told(void **state)
{
    static char large[10u << 20];
    ct_standard *standard = NULL;
    ct_message message;
    assert_int_equal(load("", 0, &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "no [standard]"));
    assert_int_equal(load("a\0b = 1\n", 8, &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "zero byte"));
    memset(large, 'a', sizeof large);
    assert_int_equal(load(large, sizeof large, &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "over 1 MB"));
    assert_int_equal(load(large, 9000, &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "too long"));
    assert_int_equal(load("[standard]\nname = a\nversion = 1\n", 31, &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "no rules"));
    assert_int_equal(ct_standard_load("/nowhere/at/all.ini", &standard, &message), CT_ERR_OPEN);
    assert_int_equal(ct_standard_load(NULL, &standard, &message), CT_ERR_ARGUMENT);
    const char lost[] = "[standard]\nextend = nothing-like-it\n";
    assert_int_equal(load(lost, strlen(lost), &standard, &message), CT_ERR_FORMAT);
    assert_non_null(strstr(message.text, "unknown standard to extend"));
    assert_null(standard);
}

static void every_cut_of_a_standard_loads_or_says_why(void **state)
{
    for (size_t size = 0; size < strlen(STANDARD_TEXT); size++) {
        ct_standard *standard = NULL;
        ct_message message;
        ct_status status = load(STANDARD_TEXT, size, &standard, &message);
        assert_true((status == CT_OK) == (standard != NULL));
        assert_true(status == CT_OK || *message.text);
        ct_standard_free(standard);
    }
}

static void shipped_standards_load_and_are_extended(void **state)
{
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        const char *name = ct_standard_shipped_name(i);
        ct_standard *standard = NULL, *mine = NULL;
        ct_message message;
        char text[300];
        if (ct_standard_load(name, &standard, &message) != CT_OK)
            fail_msg("%s", message.text);
        assert_string_equal(standard->name, name);
        snprintf(text, sizeof text,
                 "[standard]\nname = mine\nextend = %s\n[rule PACE-1]\npoints = 3\nwarn_points = 1\n", name);
        if (load(text, strlen(text), &mine, &message) != CT_OK)
            fail_msg("%s", message.text);
        assert_string_equal(mine->name, "mine");
        assert_string_equal(mine->extend, name);
        assert_int_equal(mine->n_rules, standard->n_rules);
        const ct_rule *pace = ct_standard_find(mine, "PACE-1");
        assert_true(pace->points == 3);
        assert_string_equal(pace->title_zh, ct_standard_find(standard, "PACE-1")->title_zh);
        assert_string_not_equal(mine->hash, standard->hash);
        ct_standard_free(standard);
        ct_standard_free(mine);
    }
}

static void note(void *context, const ct_message *doubt)
{
    assert_non_null(strstr(doubt->text_zh, "："));
    strncat(context, doubt->text, 900);
    strcat(context, "\n");
}

static void lint_tells_doubts(void **state)
{
    static const struct {
        const char *tail, *said;
    } doubtful[] = {
        {"[dimension more]\nweight = 0.5\n", "my.ini:8: the weights add up to 1.5"},
        {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = snr\nside = agent\ngood = 1..\nkind = advisory\n",
         "rule A: its numbers have no source"},
        {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = speech_rate\nside = agent\ngood = 300..\n",
         "rules PACE-1 and A contradict each other"},
        {"[rule A]\ntitle_zh = a\ntitle_en = a\nmeasure = response_gap_median\nside = agent\ngood = ..0.2\n"
         "[rule B]\ntitle_zh = a\ntitle_en = a\nmeasure = early_start_share\nside = agent\ngood = ..0.05\n",
         "rule B clashes with rule A"},
    };
    char said[4000] = "";
    ct_standard *clean = loaded(STANDARD_TEXT);
    assert_int_equal(ct_standard_lint(clean, note, said), 0);
    ct_standard_free(clean);
    for (size_t i = 0; i < COUNT(doubtful); i++) {
        char text[sizeof STANDARD_TEXT + 400];
        snprintf(text, sizeof text, "%s%s", STANDARD_TEXT, doubtful[i].tail);
        ct_standard *standard = loaded(text);
        *said = '\0';
        assert_true(ct_standard_lint(standard, note, said) > 0);
        if (!strstr(said, doubtful[i].said))
            fail_msg("%s is not in %s", doubtful[i].said, said);
        ct_standard_free(standard);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_arrives),
        cmocka_unit_test(hash_follows_the_text),
        cmocka_unit_test(windows_files_are_files),
        cmocka_unit_test(long_lines_are_whole),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(line_is_the_line_of_the_fault),
        cmocka_unit_test(what_is_no_standard_is_told),
        cmocka_unit_test(every_cut_of_a_standard_loads_or_says_why),
        cmocka_unit_test(shipped_standards_load_and_are_extended),
        cmocka_unit_test(lint_tells_doubts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
