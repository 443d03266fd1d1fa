/* What pages are made of: escapes, the policy, and the assets that were built in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/embedded.h"
#include "report/html.h"

extern const embedded_file html_assets[];

/* What was written to `out` since begin(). Free it. */
static char *written;
static size_t written_size;

static FILE *begin(void)
{
    return open_memstream(&written, &written_size);
}

static void expect(FILE *out, const char *text)
{
    fclose(out);
    assert_string_equal(written, text);
    free(written);
}

static void base64_agrees_with_rfc_4648(void **state)
{
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        FILE *out = begin();
        base64_write(out, pairs[i][0], strlen(pairs[i][0]));
        expect(out, pairs[i][1]);
    }
    FILE *out = begin();
    base64_write(out, "\xFB\xFF\x00", 3);
    expect(out, "+/8A");
}

static void text_is_no_markup(void **state)
{
    FILE *out = begin();
    html_put(out, "<td title=\"%s\">%zu%%</td>", "<img src=x onerror='alert(1)'>&\"", (size_t)7);
    expect(out, "<td title=\"&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&quot;\">7%</td>");
}

static void broken_text_is_replaced(void **state)
{
    FILE *out = begin();
    html_text(out, "a\x80"
                   "b\x01\xE2\x80\xAE" /* turns the direction of writing */
                   "c\n\xE5\xA5\xBD");
    expect(out, "a\xEF\xBF\xBD"
                "b\xEF\xBF\xBD\xEF\xBF\xBD"
                "c\n\xE5\xA5\xBD");
    out = begin();
    html_text(out, NULL);
    expect(out, "");
}

static void data_cannot_end_its_element(void **state)
{
    static const char json[] = "{\"name\":\"</script><b>\"}";
    FILE *out = begin();
    html_data(out, "call", json, sizeof json - 1);
    expect(out, "<script type=\"application/json\" id=\"call\">{\"name\":\"\\u003c/script>\\u003cb>\"}</script>\n");
}

/* Every style and script of the page stands in its policy, and nothing else may run. The hash is checked by the
 * browser, in the tests of whole pages. */
static void policy_names_every_asset(void **state)
{
    static const char *const styles[] = {"base.css", NULL};
    static const char *const scripts[] = {"dygraph.min.js", NULL};
    const html_page page = {.lang = CT_LANG_ZH, .title = "<b>", .styles = styles, .scripts = scripts, .media = "data:"};
    FILE *out = begin();
    html_begin(out, &page);
    html_end(out, &page);
    fclose(out);
    assert_non_null(strstr(written, "<html lang=\"zh-CN\">"));
    assert_non_null(strstr(written, "<title>&lt;b&gt;</title>"));
    assert_non_null(strstr(written, "content=\"default-src 'none';"));
    assert_non_null(strstr(written, "; style-src 'sha256-"));
    assert_non_null(strstr(written, "='; script-src 'sha256-"));
    assert_non_null(strstr(written, "='; media-src data:\">"));
    assert_null(strstr(written, "unsafe"));
    assert_null(strstr(written, "sourceMappingURL"));
    free(written);
}

static void page_without_scripts_runs_none(void **state)
{
    static const char *const styles[] = {"base.css", NULL};
    const html_page page = {.title = "t", .styles = styles};
    FILE *out = begin();
    html_begin(out, &page);
    html_end(out, &page);
    fclose(out);
    assert_null(strstr(written, "script"));
    assert_null(strstr(written, "media-src"));
    free(written);
}

static void assets_are_whole(void **state)
{
    size_t n = 0;
    for (const embedded_file *file = html_assets; file->name; file++, n++) {
        assert_int_equal(strlen(file->text), file->size);
        assert_int_equal(strlen(file->sha256), 64);
        assert_true(file->size > 100);
    }
    assert_true(n >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base64_agrees_with_rfc_4648),
        cmocka_unit_test(text_is_no_markup),
        cmocka_unit_test(broken_text_is_replaced),
        cmocka_unit_test(data_cannot_end_its_element),
        cmocka_unit_test(policy_names_every_asset),
        cmocka_unit_test(page_without_scripts_runs_none),
        cmocka_unit_test(assets_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
