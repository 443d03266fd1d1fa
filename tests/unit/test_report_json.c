/* The JSON report: its schema, and what it says about the unknown. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <locale.h>
#include <sys/wait.h>

#include "unit/test_report_sample.h"

#define CHECK                                                                                                          \
    "/usr/bin/python3 '" FIXTURES_DIR "/../tests/cli/check_report.py' '" FIXTURES_DIR                                  \
    "/../src/report/report-1.schema.json'"
#define NO_JSONSCHEMA 77

static ct_status write_json(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_json(report, call, NULL, out);
}

/* Exit code of the checking script for a text. */
static int check(const char *text)
{
    FILE *script = popen(CHECK, "w");
    assert_non_null(script);
    fputs(text, script);
    return WEXITSTATUS(pclose(script));
}

static void every_report_holds_to_the_schema(void **state)
{
    char *all = NULL;
    size_t size = 0;
    FILE *lines = open_memstream(&all, &size);
    for (size_t i = 0; i < COUNT(sample_paths); i++) {
        ct_report reports[] = {sample_report(), sample_sick_report(), sample_report()};
        ct_call call = sample_call(sample_paths[i]);
        reports[2].mixed = true;
        reports[2].channels = 1;
        for (size_t k = 0; k < COUNT(reports); k++)
            assert_int_equal(ct_report_write_json(&reports[k], &call, NULL, lines), CT_OK);
        assert_int_equal(ct_report_write_json(&(ct_report){.channels = 2}, NULL, NULL, lines), CT_OK);
    }
    fclose(lines);
    int code = check(all);
    free(all);
    if (code == NO_JSONSCHEMA) {
        print_message("SKIP: python3-jsonschema is not installed\n");
        skip();
    }
    assert_int_equal(code, 0);
}

static void schema_refuses_what_is_not_a_report(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    char *known = strstr(text, "\"known\"");
    assert_non_null(known);
    memcpy(known, "\"KNOWN\"", 7);
    int code = check(text);
    free(text);
    if (code == NO_JSONSCHEMA)
        skip();
    assert_int_equal(code, 1);
}

static void assert_says(const char *text, const char *piece)
{
    if (!strstr(text, piece))
        fail_msg("%s\nis not in\n%s", piece, text);
}

static void unknown_is_null_with_a_reason(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    assert_says(text, "{\"name\":\"rings_before_answer\",\"side\":\"call\",\"value\":null,\"unit\":\"count\","
                      "\"state\":\"not_observable\",\"reason\":\"no_ring\",\"evidence_s\":0}");
    assert_says(text, "{\"name\":\"hung_up_first\",\"side\":\"call\",\"value\":\"customer\",\"unit\":\"side\","
                      "\"state\":\"known\",\"reason\":null,\"evidence_s\":120}");
    /* a value that is not a number is not known, whatever the measure said */
    assert_says(text, "{\"name\":\"pitch_sd\",\"side\":\"customer\",\"value\":null,\"unit\":\"st\","
                      "\"state\":\"not_measurable\",\"reason\":\"not_measurable\",\"evidence_s\":41}");
    assert_null(strstr(text, "nan"));
    free(text);
}

static void events_say_what_their_kind_has(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    assert_says(text,
                "{\"kind\":\"interruption\",\"side\":\"agent\",\"start_s\":6,\"end_s\":8.5,\"severity\":\"severe\","
                "\"detail\":{\"syllables\":9,\"yielded\":true}}");
    assert_says(text,
                "\"detail\":{\"cause\":\"music\",\"announced\":false,\"reply_heard\":null,\"agent_returned\":false,"
                "\"without_contact_s\":25.2,\"open\":false}");
    assert_says(text,
                "\"detail\":{\"cause\":\"muted\",\"announced\":true,\"reply_heard\":false,\"agent_returned\":true,");
    assert_says(text, "\"detail\":{\"cause\":null,\"announced\":true,\"reply_heard\":true,\"agent_returned\":null,");
    assert_says(text, "\"kind\":\"drawl\",\"side\":\"customer\",\"start_s\":84,\"end_s\":84.6,\"severity\":\"normal\","
                      "\"detail\":{}}");
    free(text);
}

static void sides_come_from_the_readings(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    assert_says(text, "\"sides\":{\"agent\":{\"speech_s\":62.34,\"level_dbfs\":-22.31},"
                      "\"customer\":{\"speech_s\":41,\"level_dbfs\":-25}}");
    free(text);
    report.mixed = true;
    text = sample_written(write_json, &report, &call);
    assert_says(text, "\"sides\":{\"mixed\":{\"speech_s\":null,\"level_dbfs\":null}}");
    free(text);
}

static void names_are_escaped_and_mended(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a\"b\\c\nd\x01\x7f \xff \xe4\xbd \xed\xa0\x80 \xc0\xaf 中.wav");
    char *text = sample_written(write_json, &report, &call);
    assert_says(text, "\"path\":\"a\\\"b\\\\c\\nd\\u0001\\u007f \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD "
                      "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD 中.wav\"");
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1); /* one line */
    free(text);
}

static void decimal_point_whatever_the_locale(void **state)
{
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "ru_RU.UTF-8"};
    size_t i = 0;
    while (i < COUNT(locales) && !setlocale(LC_ALL, locales[i]))
        i++;
    if (i == COUNT(locales)) {
        print_message("SKIP: no locale with a decimal comma is installed\n");
        skip();
    }
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    setlocale(LC_ALL, "C");
    assert_says(text, "\"duration_s\":192.34,");
    free(text);
}

static void full_disk_is_noticed(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    assert_int_equal(ct_report_write_json(&report, &call, NULL, full), CT_ERR_WRITE);
    fclose(full);
    assert_int_equal(ct_report_write_json(NULL, &call, NULL, stdout), CT_ERR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_report_holds_to_the_schema),  cmocka_unit_test(schema_refuses_what_is_not_a_report),
        cmocka_unit_test(unknown_is_null_with_a_reason),     cmocka_unit_test(events_say_what_their_kind_has),
        cmocka_unit_test(sides_come_from_the_readings),      cmocka_unit_test(names_are_escaped_and_mended),
        cmocka_unit_test(decimal_point_whatever_the_locale), cmocka_unit_test(full_disk_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
