/* The text report: fits its page, speaks both languages, and never says more than is known. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "calltone/standard.h"
#include "base/width.h"
#include "report/words.h"
#include "support/standard_text.h"
#include "unit/test_report_sample.h"

static ct_status write_en(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_text(report, call, NULL, CT_LANG_EN, out);
}

static ct_status write_zh(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_text(report, call, NULL, CT_LANG_ZH, out);
}

static const sample_writer writers[] = {write_en, write_zh};

static void assert_says(const char *text, const char *piece)
{
    if (!strstr(text, piece))
        fail_msg("%s\nis not in\n%s", piece, text);
}

static void assert_fits(char *text)
{
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        if (width_of_text(line) > 80 || line[strlen(line) - 1] == ' ')
            fail_msg("too wide, or a space at its end: \"%s\"", line);
}

static void every_line_fits_80_columns(void **state)
{
    for (size_t i = 0; i < COUNT(sample_paths); i++)
        for (size_t k = 0; k < 2 * COUNT(writers); k++) {
            ct_report report = k < COUNT(writers) ? sample_report() : sample_sick_report();
            ct_call call = sample_call(sample_paths[i]);
            char *text = sample_written(writers[k % COUNT(writers)], &report, &call);
            assert_non_null(text);
            assert_fits(text);
            free(text);
        }
}

static void no_control_character_reaches_the_terminal(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a\x1b[31m\nb\xc2\x9b\xe2\x80\xae.wav");
    char *text = sample_written(write_en, &report, &call);
    assert_null(strchr(text, '\x1b'));
    assert_null(strstr(text, "\xc2\x9b"));     /* the one-character form of ESC [ */
    assert_null(strstr(text, "\xe2\x80\xae")); /* turns the direction of writing */
    free(text);
}

/* Words of Latin letters that a Chinese page may have: units, formats and what the sample itself brings. */
static bool may_stand_in_chinese(const char *word, size_t length)
{
    static const char *const words[] = {"dB", "dBFS", "Hz", "WAV", "A", "law", "T", "wav", "a"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
            return true;
    return false;
}

static void chinese_page_is_chinese_throughout(void **state)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    ct_report report = sample_sick_report();
    ct_call call = sample_call("a.wav");
    call.notes = NULL;
    char *text = sample_written(write_zh, &report, &call);
    for (const char *word = text; *(word += strcspn(word, letters));) {
        size_t length = strspn(word, letters);
        if (!may_stand_in_chinese(word, length))
            fail_msg("\"%.*s\" is not Chinese in\n%s", (int)length, word, text);
        word += length;
    }
    free(text);
}

static void every_reason_and_fault_has_words(void **state)
{
    for (int fault = 0; fault < CT_FAULTS; fault++) {
        ct_reading reading = {&sample_infos[0], CT_SIDE_AGENT, CT_NOT_MEASURABLE, 0, 0, ct_fault_name((ct_fault)fault)};
        ct_reading nameless = {&sample_infos[0], CT_SIDE_AGENT, CT_NOT_MEASURABLE, 0, 0, NULL};
        for (int lang = CT_LANG_EN; lang <= CT_LANG_ZH; lang++) {
            assert_string_not_equal(words_reason(&reading, (ct_lang)lang), words_reason(&nameless, (ct_lang)lang));
            assert_non_null(words_of_fault((ct_fault)fault, (ct_lang)lang).before);
        }
    }
    for (int kind = 0; kind < CT_EVENT_KINDS; kind++)
        assert_string_not_equal(words_kind((ct_event_kind)kind, CT_LANG_ZH), "?");
}

/* A row from its unit on: 12 columns for the unit, 11 for each value. */
static void assert_row(const char *text, const char *unit, size_t n_values, const char *const values[])
{
    char *row = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&row, &size);
    width_write_left(out, unit, 12);
    for (size_t i = 0; i < n_values; i++)
        width_write_right(out, values[i], 11);
    fputc('\n', out);
    fclose(out);
    assert_says(text, row);
    free(row);
}

static void figures_are_no_finer_than_they_are_known(void **state)
{
    static const struct {
        const char *unit, *values[3];
        size_t n_values;
    } rows[] = {
        {"秒", {"62.3", "41.0"}, 2}, {"字/分", {"230", "-"}, 2}, /* 228.4, to the nearest 5; the customer's is unknown
                                                                  */
        {"%", {"+12", "-5"}, 2},     {"半音", {"3.1", "-"}, 2},  {"dBFS", {"-22.5", "-25.0"}, 2}, /* -22.31 */
        {"dB", {"", "", "+2.5"}, 3}, /* a figure of the call has a column of its own */
        {"%", {"0.04", "0"}, 2},     /* small shares matter for clipping */
    };
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_zh, &report, &call);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_row(text, rows[i].unit, rows[i].n_values, rows[i].values);
    assert_says(text, "净语速：统计口径：净语速。"); /* both rates with what they count */
    free(text);
}

static void what_is_unknown_is_told_with_its_reason(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_en, &report, &call);
    assert_says(text, "Recording: good\n");
    assert_says(
        text, "  Too little speech to rest a figure on\n    Speech rate (customer); Rate without pauses (customer)\n");
    assert_says(text, "  The sides leak into each other\n    Interruptions\n");
    assert_says(text,
                "  Nothing of the kind is in the recording\n    Stresses"); /* a reason without words of its own */
    assert_null(strstr(text, "a_reason_nobody"));
    free(text);
}

static void proxies_stand_apart_at_the_end(void **state)
{
    ct_report report = sample_report();
    char *text = sample_written(write_en, &report, NULL);
    const char *proxies = strstr(text, "Proxies: hints only");
    assert_non_null(proxies);
    assert_null(strstr(proxies + 1, "Proxies:"));
    assert_true(strstr(text, "Speech over noise") > proxies);
    assert_true(strstr(text, "Agent against customer") < proxies);
    free(text);
}

static void one_channel_has_no_customer(void **state)
{
    ct_reading readings[] = {
        {&sample_infos[0], CT_SIDE_AGENT, CT_NOT_MEASURABLE, 0, 0, "mono"},
        {&sample_infos[0], CT_SIDE_CUSTOMER, CT_NOT_MEASURABLE, 0, 0, "mono"},
        {&sample_infos[0], CT_SIDE_MIXED, CT_KNOWN, 62.34, 62.34, NULL},
        {&sample_infos[5], CT_SIDE_AGENT, CT_NOT_MEASURABLE, 0, 0, "mono"},
        {&sample_infos[5], CT_SIDE_CUSTOMER, CT_NOT_MEASURABLE, 0, 0, "mono"},
        {&sample_infos[5], CT_SIDE_MIXED, CT_NOT_MEASURABLE, 0, 0, "mono"},
    };
    ct_report report = {.channels = 1, .mixed = true, .readings = readings, .n_readings = COUNT(readings)};
    char *text = sample_written(write_en, &report, NULL);
    assert_null(strstr(text, "customer"));
    assert_row(text, "s", 1, (const char *const[]){"62.3"});
    assert_says(text, "this recording has one\n    Liveliness\n");
    free(text);
    report.mixed = false; /* only the agent is heard on it */
    readings[0].state = CT_KNOWN;
    report.n_readings = 2;
    text = sample_written(write_en, &report, NULL);
    assert_null(strstr(text, "customer"));
    free(text);
}

static void moments_are_rounded_outwards(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_en, &report, &call);
    assert_says(text, "Hold          00:40-01:06     25 s, music, not announced");
    assert_says(text, "1:06:40-1:06:50 10 s, not over");
    assert_says(text, "Interruption  00:06-00:09     by the agent, 2.5 s, severe, the other gave way\n");
    free(text);
}

static void long_lists_keep_what_matters_most(void **state)
{
    enum { MANY = 40, LONGEST = 17 };
    ct_event many[MANY];
    for (int i = 0; i < MANY; i++)
        many[i] = (ct_event){.kind = CT_EVENT_SILENCE,
                             .side = CT_SIDE_CALL,
                             .start_s = 10 * i,
                             .end_s = 10 * i + (i == LONGEST ? 9.0 : 3.0)};
    ct_report report = {.channels = 2, .events = many, .n_events = MANY, .finished = true};
    char *text = sample_written(write_en, &report, NULL);
    assert_says(text, "and 28 more, shorter\n");
    assert_says(text, "00:00-00:03     3.0 s\n");
    assert_says(text, "02:50-02:59     9.0 s\n");
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, "3.0 s\n")); at++)
        n++;
    assert_int_equal(n, 11);
    free(text);
}

static void full_disk_is_noticed(void **state)
{
    ct_report report = sample_report();
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    assert_int_equal(write_zh(&report, NULL, full), CT_ERR_WRITE);
    fclose(full);
}

/* The page of the sample call under the small standard, with a pace and a longest hold of that much. */
static char *judged_page(ct_report report, double good_pace, ct_lang lang)
{
    ct_standard *standard = NULL;
    ct_judgement *judgement = NULL;
    ct_message message;
    ct_call call = sample_call("a.wav");
    char *text = NULL;
    size_t size = 0;
    assert_int_equal(ct_standard_load_text("small.ini", STANDARD_TEXT, strlen(STANDARD_TEXT), &standard, &message),
                     CT_OK);
    standard->rules[0].good.high = good_pace;
    assert_int_equal(ct_judge(&report, standard, NULL, &judgement), CT_OK);
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(ct_report_write_text(&report, &call, judgement, lang, out), CT_OK);
    fclose(out);
    ct_judgement_free(judgement);
    ct_standard_free(standard);
    return text;
}

static void assert_order(const char *text, const char *const *pieces, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text = strstr(text, pieces[i]);
        if (!text)
            fail_msg("%s is missing, or too early", pieces[i]);
    }
}

static void verdicts_praise_first_and_name_clause_limit_and_time(void **state)
{
    static const char *const kept_en[] = {"Against the standard: Small standard (small 3)",
                                          "No score: only 25 % of the weight",
                                          "Done well",
                                          "Even pace",
                                          "No finding",
                                          "Not judged",
                                          "No wait over a minute",
                                          "For the listener",
                                          "Opening  00:00-00:15",
                                          "Says the number",
                                          "Appendix",
                                          "Talk"};
    static const char *const found_en[] = {"No score: only 25 % of the weight",
                                           "To work on",
                                           "PACE-1 Even pace: nearly, 5 points off",
                                           "230 syll/min, asked for at most 200 syll/min",
                                           "The standard: Neither fast nor slow (语速适中)",
                                           "Hear: ",
                                           "Advice: A little slower",
                                           "One thing to practise",
                                           "A little slower"};
    static const char *const found_zh[] = {"对照标准：小标准", "不给总分：可测的权重只有 25%",
                                           "需要改进",         "语速适中：待改进，扣 5 分",
                                           "“语速适中”",       "回听：",
                                           "建议：再慢一点",   "下一步先练：语速适中"};
    char *text = judged_page(sample_report(), 260, CT_LANG_EN);
    assert_order(text, kept_en, COUNT(kept_en));
    free(text);
    text = judged_page(sample_report(), 200, CT_LANG_EN);
    assert_order(text, found_en, COUNT(found_en));
    free(text);
    ct_report slow = sample_report();
    ct_reading readings[sizeof sample_readings / sizeof sample_readings[0]];
    memcpy(readings, sample_readings, sizeof readings);
    readings[4].value = 100;
    slow.readings = readings;
    text = judged_page(slow, 260, CT_LANG_EN);
    assert_says(text, "100 syll/min, asked for at least 180 syll/min; under 160 syll/min it is");
    free(text);
    text = judged_page(sample_report(), 200, CT_LANG_ZH);
    assert_order(text, found_zh, COUNT(found_zh));
    assert_fits(text);
    free(text);
}

static void value_past_its_limit_never_looks_like_it(void **state)
{
    char *text = judged_page(sample_report(), 228, CT_LANG_EN); /* 228.4 is past it; both would be 230 */
    assert_says(text, "228.4 syll/min, asked for at most 228 syll/min");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_fits_80_columns),
        cmocka_unit_test(verdicts_praise_first_and_name_clause_limit_and_time),
        cmocka_unit_test(value_past_its_limit_never_looks_like_it),
        cmocka_unit_test(no_control_character_reaches_the_terminal),
        cmocka_unit_test(chinese_page_is_chinese_throughout),
        cmocka_unit_test(every_reason_and_fault_has_words),
        cmocka_unit_test(figures_are_no_finer_than_they_are_known),
        cmocka_unit_test(what_is_unknown_is_told_with_its_reason),
        cmocka_unit_test(proxies_stand_apart_at_the_end),
        cmocka_unit_test(one_channel_has_no_customer),
        cmocka_unit_test(moments_are_rounded_outwards),
        cmocka_unit_test(long_lists_keep_what_matters_most),
        cmocka_unit_test(full_disk_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
