/* A report read again is the report that was written; what is no report is refused with its place. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/store.h"
#include "unit/test_report_sample.h"

static ct_status write_json(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_json(report, call, NULL, out);
}

static FILE *stream_of(const char *text)
{
    FILE *in = fmemopen((void *)text, strlen(text), "rb");
    assert_non_null(in);
    return in;
}

/* The next report of the stream, or NULL at its end. */
static ct_stored *next_of(FILE *in)
{
    ct_stored *stored = NULL;
    ct_message message;
    if (ct_stored_read(in, "a.json", &stored, &message) != CT_OK)
        fail_msg("%s", message.text);
    return stored;
}

static void assert_survives(const ct_report *report, const ct_call *call)
{
    char *text = sample_written(write_json, report, call);
    FILE *in = stream_of(text);
    ct_stored *stored = next_of(in);
    assert_non_null(stored);
    char *again = sample_written(write_json, stored->report, &stored->call);
    assert_string_equal(text, again);
    assert_int_equal(stored->report->n_events, report->n_events);
    for (size_t i = 0; i < report->n_events; i++)
        assert_int_equal(stored->report->events[i].kind, report->events[i].kind);
    ct_stored_free(stored);
    assert_null(next_of(in));
    fclose(in);
    free(again);
    free(text);
}

static void what_is_read_is_what_was_written(void **state)
{
    ct_report healthy = sample_report(), sick = sample_sick_report();
    for (size_t i = 0; i == 0 || sample_paths[i - 1]; i++) { /* the last of them is none at all */
        ct_call call = sample_call(sample_paths[i]);
        assert_survives(&healthy, &call);
        assert_survives(&sick, &call);
    }
}

static void reports_follow_each_other(void **state)
{
    ct_report report = sample_report();
    ct_call call = sample_call("a.wav");
    char *text = sample_written(write_json, &report, &call);
    size_t size = strlen(text);
    char *twice = malloc(2 * size + 8);
    assert_non_null(twice);
    snprintf(twice, 2 * size + 8, "\n %s\r\n%s \n", text, text);
    FILE *in = stream_of(twice);
    for (int i = 0; i < 2; i++) {
        ct_stored *stored = next_of(in);
        assert_non_null(stored);
        assert_string_equal(stored->call.path, "a.wav");
        ct_stored_free(stored);
    }
    assert_null(next_of(in));
    fclose(in);
    free(twice);
    free(text);
}

static void assert_refused(const char *text, const char *expected)
{
    ct_stored *stored = NULL;
    ct_message message;
    FILE *in = stream_of(text);
    assert_int_equal(ct_stored_read(in, "a.json", &stored, &message), CT_ERR_FORMAT);
    fclose(in);
    assert_null(stored);
    assert_true(*message.text_zh);
    if (!strstr(message.text, expected))
        fail_msg("\"%s\" does not say \"%s\"", message.text, expected);
}

#define CALL(health)                                                                                                   \
    "{\"schema\":\"calltone.report/1\",\"call\":{\"duration_s\":9,\"channels\":2,\"notes\":[],\"notes_zh\":[],"        \
    "\"health\":" health "},"
#define READING(name, side)                                                                                            \
    "{\"name\":\"" name "\",\"side\":\"" side "\",\"value\":1,\"state\":\"known\",\"evidence_s\":1}"

static void what_is_no_report_is_refused_with_its_place(void **state)
{
    assert_refused("RIFF....WAVE", "a.json: no JSON: line 1");
    assert_refused("{\"schema\":\"calltone.report/1\"", "a.json: no JSON");
    assert_refused("{\"a\":1,\"a\":2}", "a.json: no JSON");
    assert_refused("{}", "a.json: no report of calltone");
    assert_refused("[1,2]", "a.json: no report of calltone");
    assert_refused("{\"schema\":\"calltone.report/2\"}", "a.json: no report of calltone");
    assert_refused("{\"schema\":\"calltone.report/1\"}", "a.json: call[0]: duration_s is no number");
    assert_refused(CALL("7") "\"readings\":[],\"events\":[]}", "a.json: health[0]: not a list");
    assert_refused(CALL("[{\"fault\":\"flu\"}]") "\"readings\":[],\"events\":[]}", "a.json: health[0]: fault: unknown");
    assert_refused(CALL("[]") "\"readings\":[" READING("speech_rate", "agent") "," READING("charm", "agent") "]}",
                   "a.json: readings[1]: unknown measure \"charm\"");
    assert_refused(CALL("[]") "\"readings\":[" READING("speech_rate", "boss") "]}",
                   "a.json: readings[0]: side: unknown word \"boss\"");
    assert_refused(CALL("[]") "\"readings\":[{\"name\":\"speech_rate\"}]}", "a.json: readings[0]: no side");
    assert_refused(CALL("[]") "\"readings\":[],\"events\":[{\"kind\":\"hold\",\"side\":\"agent\",\"start_s\":\"x\"}]}",
                   "a.json: events[0]: start_s is no number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_what_was_written),
        cmocka_unit_test(reports_follow_each_other),
        cmocka_unit_test(what_is_no_report_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
