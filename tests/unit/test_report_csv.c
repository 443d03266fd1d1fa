/* The CSV report: RFC 4180, safe in a spreadsheet. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "unit/test_report_sample.h"

static ct_status write_with_header(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_csv(report, call, true, out);
}

static ct_status write_bare(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_csv(report, call, false, out);
}

/* A report of the first `n` readings, for a call of that name and nothing else. */
static char *written(sample_writer write, const char *path, size_t first, size_t n)
{
    ct_report report = sample_report();
    ct_call call = {.path = path};
    report.readings += first;
    report.n_readings = n;
    return sample_written(write, &report, &call);
}

static void one_line_a_reading_below_the_header(void **state)
{
    char *text = written(write_with_header, "a.wav", 0, 2);
    assert_string_equal(text, "path,id,agent,team,started_at,measure,side,value,unit,state,reason,evidence_s\r\n"
                              "a.wav,,,,,speech_time,agent,62.34,s,known,,62.34\r\n"
                              "a.wav,,,,,speech_time,customer,41,s,known,,41\r\n");
    free(text);
}

static void unknown_is_an_empty_cell_with_a_reason(void **state)
{
    char *text = written(write_bare, "a.wav", 7, 1); /* its value is not a number */
    assert_string_equal(text,
                        "a.wav,,,,,articulation_rate,customer,,syll/min,too_little_speech,too_little_speech,4\r\n");
    free(text);
    text = written(write_bare, "a.wav", 19, 1);
    assert_string_equal(text, "a.wav,,,,,hung_up_first,call,customer,side,known,,120\r\n");
    free(text);
}

static void assert_cell(const char *path, const char *cell)
{
    char *text = written(write_bare, path, 0, 1);
    assert_memory_equal(text, cell, strlen(cell));
    assert_int_equal(text[strlen(cell)], ',');
    free(text);
}

static void cells_are_quoted_where_they_must_be(void **state)
{
    assert_cell("a b.wav", "a b.wav");
    assert_cell("a,b.wav", "\"a,b.wav\"");
    assert_cell("a\"b.wav", "\"a\"\"b.wav\"");
    assert_cell("a\nb.wav", "\"a\nb.wav\"");
    assert_cell("录音.wav", "录音.wav");
    assert_cell("a\xff.wav", "a\xEF\xBF\xBD.wav");
}

static void no_cell_is_a_formula(void **state)
{
    assert_cell("=1+2.wav", "'=1+2.wav");
    assert_cell("+1.wav", "'+1.wav");
    assert_cell("-1.wav", "'-1.wav");
    assert_cell("@a.wav", "'@a.wav");
    assert_cell("=\"a\".wav", "\"'=\"\"a\"\".wav\"");
    char *text = written(write_bare, "a.wav", 12, 1); /* a negative number stays a number */
    assert_non_null(strstr(text, ",-22.31,"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_a_reading_below_the_header),
        cmocka_unit_test(unknown_is_an_empty_cell_with_a_reason),
        cmocka_unit_test(cells_are_quoted_where_they_must_be),
        cmocka_unit_test(no_cell_is_a_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
