/* Columns of text on a terminal, and numbers as text. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/list.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/width.h"

static void chinese_takes_two_columns(void **state)
{
    assert_int_equal(width_of_text(""), 0);
    assert_int_equal(width_of_text("abc"), 3);
    assert_int_equal(width_of_text("字/分"), 5);
    assert_int_equal(width_of_text("，。（"), 6);
    assert_int_equal(width_of_text("e\xcc\x81"), 1);        /* e and a combining acute */
    assert_int_equal(width_of_text("\xf0\x9f\x93\x9e"), 2); /* telephone receiver */
    assert_int_equal(width_of_text("\xed\x95\x9c"), 2);     /* a Hangul syllable */
    assert_int_equal(width_of_text("\xff\xfe"), 2);         /* two bytes that are no characters */
}

static void invalid_bytes_are_replaced_one_by_one(void **state)
{
    static const char *const wrong[] = {"\x80",     "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                        "\xe4\xbd", "\xff"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        uint32_t code = 0;
        assert_int_equal(utf8_next(wrong[i], &code), 1);
        assert_int_equal(code, UTF8_REPLACEMENT);
    }
    uint32_t code = 0;
    assert_int_equal(utf8_next("\xf4\x8f\xbf\xbf", &code), 4);
    assert_int_equal(code, 0x10FFFF);
    assert_int_equal(utf8_next("", &code), 0);
}

static void a_box_stays_with_what_it_marks(void **state)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    width_write_wrapped(out, "嗯嗯 □\xc2\xa0好的", 0, 0, 8);
    fclose(out);
    assert_string_equal(text, "嗯嗯\n□\xc2\xa0好的\n");
    free(text);
}

static void fitting_keeps_the_end(void **state)
{
    char out[64];
    width_fit(out, sizeof out, "short.wav", 10);
    assert_string_equal(out, "short.wav");
    width_fit(out, sizeof out, "a/rather/long/path/0412.wav", 12);
    assert_string_equal(out, ".../0412.wav");
    width_fit(out, sizeof out, "华东区客户服务中心.wav", 12);
    assert_string_equal(out, "...中心.wav"); /* a half character does not fit: 11 columns */
    width_fit(out, sizeof out, "a\nb", 10);
    assert_string_equal(out, "a" UTF8_REPLACEMENT_TEXT "b");
}

static void fitting_never_overflows(void **state)
{
    char out[8];
    width_fit(out, sizeof out, "中中中中中中", 12);
    assert_string_equal(out, "中中");
}

static char *wrapped(const char *text, size_t indent, size_t columns)
{
    char *out = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&out, &size);
    width_write_wrapped(memory, text, indent, indent, columns);
    fclose(memory);
    return out;
}

static void assert_wraps(const char *text, size_t columns, const char *expected)
{
    char *out = wrapped(text, 0, columns);
    assert_string_equal(out, expected);
    free(out);
}

static void lines_break_where_they_may(void **state)
{
    assert_wraps("one two three", 7, "one two\nthree\n");
    assert_wraps("座席与客户", 6, "座席与\n客户\n");
    assert_wraps("座席与，客户", 6, "座席\n与，客\n户\n"); /* no mark begins a line */
    assert_wraps("座席（客户", 6, "座席\n（客户\n");       /* none that opens ends one */
    assert_wraps("约 30秒内", 6, "约\n30秒内\n");          /* a number keeps its unit */
    assert_wraps("abcdefghij", 4, "abcd\nefgh\nij\n");     /* longer than a line */
    assert_wraps("a\nb", 10, "a" UTF8_REPLACEMENT_TEXT "b\n");
}

static void no_line_is_too_wide(void **state)
{
    static const char text[] =
        "The header promises 300.0 s，文件只有 212.4 秒（其余部分丢失）；a-very-long-word-indeed 等。";
    for (size_t columns = 8; columns < 60; columns++) {
        char *out = wrapped(text, 4, columns);
        size_t first = 4; /* the caller's indent on the first line */
        for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n"), first = 0)
            assert_in_range(width_of_text(line) + first, 1, columns);
        free(out);
    }
}

static void marks_of_a_list_never_begin_a_line(void **state)
{
    for (size_t columns = 6; columns < 30; columns++) {
        char *out = NULL;
        size_t size = 0;
        FILE *memory = open_memstream(&out, &size);
        word_list names;
        list_start(&names, memory, 0, 0, columns, "; ");
        for (int i = 0; i < 9; i++)
            list_add(&names, "abcde");
        list_end(&names);
        fclose(memory);
        assert_null(strstr(out, "\n;"));
        assert_null(strstr(out, " \n"));
        free(out);
    }
}

static void assert_number(double value, int decimals, const char *full, const char *brief)
{
    char out[NUMBER_SIZE];
    number_text(out, value, decimals);
    assert_string_equal(out, full);
    number_short_text(out, value, decimals);
    assert_string_equal(out, brief);
}

static void numbers_round_and_keep_their_sign(void **state)
{
    assert_number(0, 0, "0", "0");
    assert_number(-0.001, 2, "0.00", "0");
    assert_number(-22.31, 1, "-22.3", "-22.3");
    assert_number(1.5, 3, "1.500", "1.5");
    assert_number(100, 0, "100", "100");
    assert_number(0.995, 0, "1", "1");
    assert_number(86400.01, 3, "86400.010", "86400.01");
    assert_number(-0.05, 2, "-0.05", "-0.05");
    assert_number(1e300, 6, "9000000000.000000", "9000000000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_stays_with_what_it_marks),
        cmocka_unit_test(chinese_takes_two_columns),
        cmocka_unit_test(invalid_bytes_are_replaced_one_by_one),
        cmocka_unit_test(fitting_keeps_the_end),
        cmocka_unit_test(fitting_never_overflows),
        cmocka_unit_test(lines_break_where_they_may),
        cmocka_unit_test(no_line_is_too_wide),
        cmocka_unit_test(marks_of_a_list_never_begin_a_line),
        cmocka_unit_test(numbers_round_and_keep_their_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
