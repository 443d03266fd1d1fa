/* Manifests and rosters as telephone systems and spreadsheets write them: read whole, or refused with the place. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "who/charset.h"
#include "who/csv.h"
#include "who/manifest.h"
#include "who/roster.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static char folder[64], path[80];

static int make_folder(void **state)
{
    strcpy(folder, "/tmp/calltone-who-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/m.csv", folder);
    return 0;
}

static int drop_folder(void **state)
{
    char other[80];
    unlink(path);
    snprintf(other, sizeof other, "%s/here.wav", folder);
    unlink(other);
    return rmdir(folder);
}

static void write_bytes(const char *name, const char *bytes, size_t n)
{
    FILE *out = fopen(name, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    fclose(out);
}

static void write_sheet(const char *text)
{
    write_bytes(path, text, strlen(text));
}

/* Rows as "cell|cell/cell|cell/", or what went wrong. */
static const char *rows_of(const char *text)
{
    static char out[400];
    char *copy = strdup(text);
    csv_reader csv;
    csv_step step;
    *out = '\0';
    csv_start(&csv, copy);
    while ((step = csv_next(&csv)) == CSV_ROW)
        for (size_t i = 0; i < csv.n_cells; i++)
            sprintf(out + strlen(out), "%s%c", csv.cells[i], i + 1 < csv.n_cells ? '|' : '/');
    if (step != CSV_END)
        sprintf(out + strlen(out), "%s in line %u", step == CSV_OPEN_QUOTE ? "open" : "stray", csv.line);
    csv_end(&csv);
    free(copy);
    return out;
}

static void csv_is_read_as_rfc_4180_and_spreadsheets_write_it(void **state)
{
    static const char *const texts[][2] = {
        {"a,b\r\n1,2\r\n", "a|b/1|2/"},
        {"a,b\n1,2", "a|b/1|2/"},
        {"a;b\n1,5;2\n", "a|b/1,5|2/"},
        {"a\tb\n1,5\t2\n", "a|b/1,5|2/"},
        {"a\r1\r2\r", "a/1/2/"},
        {"a,b\n\"x, \"\"y\"\"\",2\n", "a|b/x, \"y\"|2/"},
        {"a,b\n\"two\r\nlines\",2\n", "a|b/two\r\nlines|2/"},
        {"a,b\n,\n\n1,\n", "a|b/1|/"},
        {"\"a;x\",b\n\"\",2\n", "a;x|b/|2/"},
        {"a,b\n1,2,3\n4\n", "a|b/1|2|3/4/"},
        {"a\n\"b", "a/open in line 2"},
        {"a\n\"x\ny\"\n\"b", "a/x\ny/open in line 4"},
        {"a\n\n\"b\nc\"d", "a/stray in line 4"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_string_equal(rows_of(texts[i][0]), texts[i][1]);
}

static who_manifest *loaded(const char *name)
{
    who_manifest *manifest = NULL;
    ct_message message;
    if (who_manifest_load(name, &manifest, &message) != CT_OK)
        fail_msg("%s", message.text);
    return manifest;
}

static const char *agent_of(const who_manifest *manifest, const char *file)
{
    static who_call call;
    call = (who_call){0};
    bool found = who_manifest_find(manifest, file, &call);
    assert_int_equal(found, *call.text[WHO_AGENT] != '\0');
    return call.text[WHO_AGENT];
}

static const char *in_folder(const char *name)
{
    static char full[120];
    snprintf(full, sizeof full, "%s/%s", folder, name);
    return full;
}

static void every_column_is_read_in_any_order(void **state)
{
    static const char *const expected[WHO_FIELDS] = {[WHO_ID] = "17",
                                                     [WHO_AGENT] = "8012",
                                                     [WHO_TEAM] = "east, day",
                                                     [WHO_LINE] = "trunk",
                                                     [WHO_DIRECTION] = "inbound",
                                                     [WHO_STARTED_AT] = "2026-11-24T09:05:00",
                                                     [WHO_RING_S] = "6.5",
                                                     [WHO_HANGUP_BY] = "customer",
                                                     [WHO_HOLDS] = "12-30;95-140",
                                                     [WHO_AGENT_CHANNEL] = "right"};
    write_sheet("\xEF\xBB\xBFline,holds,hangup_by,ring_s,agent_channel,direction,started_at,Team,agent,FILE,id\r\n"
                "trunk,12-30;95-140,customer,6.5,right,in,2026/11/24 9:05,\"east, day\",8012,a.wav,17\r\n");
    who_manifest *manifest = loaded(path);
    who_call call = {0};
    assert_true(who_manifest_find(manifest, in_folder("a.wav"), &call));
    for (size_t i = 0; i < WHO_FIELDS; i++) {
        assert_string_equal(call.text[i], expected[i]);
        assert_int_equal(call.source[i], WHO_MANIFEST);
    }
    assert_int_equal(who_manifest_count(manifest), 1);
    assert_string_equal(who_manifest_encoding(manifest), "UTF-8");
    who_manifest_free(manifest);
}

/* The same sheet as a Chinese spreadsheet saves it: as it is, as GBK ("CSV") and as UTF-16 ("Unicode text"). */
static void chinese_sheets_are_read_in_every_encoding(void **state)
{
    static const char sheet[] = "文件\t座席\t呼叫方向\n夜班/一.wav\t李四\t呼入\n";
    static const char gbk[] = "\xce\xc4\xbc\xfe,\xd7\xf9\xcf\xaf,\xba\xf4\xbd\xd0\xb7\xbd\xcf\xf2\r\n"
                              "\xd2\xb9\xb0\xe0/\xd2\xbb.wav,\xc0\xee\xcb\xc4,\xba\xf4\xc8\xeb\r\n";
    char utf16[2 + 2 * sizeof sheet] = "\xff\xfe";
    size_t n = 2;
    for (const char *at = sheet; *at;) { /* all characters are of one or of three bytes */
        bool wide = *at & 0x80;
        unsigned code = wide ? (at[0] & 15u) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u) : (unsigned)*at;
        utf16[n++] = (char)(code & 255u);
        utf16[n++] = (char)(code >> 8);
        at += wide ? 3 : 1;
    }
    static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16"};
    const struct {
        const char *bytes;
        size_t n;
    } files[] = {{sheet, strlen(sheet)}, {gbk, strlen(gbk)}, {utf16, n}};
    for (size_t i = 0; i < COUNT(files); i++) {
        write_bytes(path, files[i].bytes, files[i].n);
        who_manifest *manifest = loaded(path);
        assert_string_equal(who_manifest_encoding(manifest), encodings[i]);
        assert_string_equal(agent_of(manifest, in_folder("夜班/一.wav")), "李四");
        /* the recording's name may be GBK, too */
        assert_string_equal(agent_of(manifest, in_folder("\xd2\xb9\xb0\xe0/\xd2\xbb.wav")), "李四");
        who_manifest_free(manifest);
    }
}

static void files_are_found_by_path_or_by_a_name_that_is_unique(void **state)
{
    write_sheet("file,agent\n"
                "here.wav,1\n"
                "./x/../x//twice.wav,2\n"
                "y/twice.wav,3\n"
                "D:\\rec\\2026\\win.wav,4\n"
                "/gone/from/here/abs.wav,5\n");
    write_bytes(in_folder("here.wav"), "", 0);
    who_manifest *manifest = loaded(path);
    assert_string_equal(agent_of(manifest, in_folder("here.wav")), "1");
    assert_string_equal(agent_of(manifest, "/other/here.wav"), ""); /* that row's file is another */
    assert_string_equal(agent_of(manifest, in_folder("x/twice.wav")), "2");
    assert_string_equal(agent_of(manifest, in_folder("y/./twice.wav")), "3");
    assert_string_equal(agent_of(manifest, in_folder("z/twice.wav")), "");
    assert_string_equal(agent_of(manifest, in_folder("2026/win.wav")), "4");
    assert_string_equal(agent_of(manifest, "abs.wav"), "5");
    assert_string_equal(agent_of(manifest, in_folder("none.wav")), "");
    who_manifest_free(manifest);
    /* as seen from the working folder */
    char before[1024];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    manifest = loaded("m.csv");
    assert_string_equal(agent_of(manifest, "here.wav"), "1");
    assert_string_equal(agent_of(manifest, "x/twice.wav"), "2");
    who_manifest_free(manifest);
    assert_int_equal(chdir(before), 0);
}

static void assert_refused(const char *text, const char *words)
{
    who_manifest *manifest = NULL;
    ct_message message;
    write_sheet(text);
    ct_status status = who_manifest_load(path, &manifest, &message);
    if (status != CT_ERR_FORMAT || !strstr(message.text, words) || !strstr(message.text, path))
        fail_msg("\"%s\" does not say \"%s\"", message.text, words);
    assert_null(manifest);
    assert_true(*message.text_zh);
}

static void what_a_manifest_cannot_say_is_refused_with_its_place(void **state)
{
    assert_refused("", "it is empty");
    assert_refused("agent,team\n", ":1: there is no column file");
    assert_refused("file,agnet\n", ":1: unknown column \"agnet\" (did you mean agent?)");
    assert_refused("file,agent,Agent\n", ":1: column agent stands there twice");
    assert_refused("file,agent\na.wav,1\n\nb.wav,2\n./a.wav,3\n", ": a.wav stands on line 2 and again on line 5");
    assert_refused("file,ring_s\na.wav,6\nb.wav,six\n", ":3: column ring_s: \"six\" must be a number of seconds");
    assert_refused("file,started_at\na.wav,2026-11-24T09:05:00Z\n", ":2: column started_at: ");
    assert_refused("file,holds\n\"a\nb.wav\",5\n", ":2: column holds: \"5\" must be spans");
    assert_refused("file,agent\n,8012\n", ":2: column file: \"\" must name a file");
    assert_refused("file,agent\na.wav,\"80\n", ":2: a quote opens there");
    assert_refused("file,agent\na.wav,\"80\"12\n", ":2: text behind a closing quote");
    assert_refused("file,agent\na.wav,\xff\xff\n", "it is no text");
    who_manifest *manifest = NULL;
    ct_message message;
    unlink(path);
    assert_int_equal(who_manifest_load(path, &manifest, &message), CT_ERR_OPEN);
    assert_int_equal(who_manifest_load(folder, &manifest, &message), CT_ERR_READ);
    assert_non_null(strstr(message.text, "directory"));
}

static void many_rows_are_found_at_once(void **state)
{
    enum { ROWS = 100000 };
    char name[120], agent[16];
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs("file,agent\n", out);
    for (int i = 0; i < ROWS; i++)
        fprintf(out, "%d/%d.wav,%d\n", i % 100, (i * 7919) % ROWS, i);
    fclose(out);
    who_manifest *manifest = loaded(path);
    assert_int_equal(who_manifest_count(manifest), ROWS);
    for (int i = 0; i < ROWS; i++) {
        snprintf(name, sizeof name, "%s/%d/%d.wav", folder, i % 100, (i * 7919) % ROWS);
        snprintf(agent, sizeof agent, "%d", i);
        assert_string_equal(agent_of(manifest, name), agent);
    }
    who_manifest_free(manifest);
}

static void a_roster_says_who_is_in_which_team(void **state)
{
    who_roster *roster = NULL;
    ct_message message;
    size_t n = 0;
    write_sheet("name;agent;hired;team\n王五;8013;2026/3/1;west\n;8012;;east\n");
    if (who_roster_load(path, &roster, &message) != CT_OK)
        fail_msg("%s", message.text);
    const ct_agent *agents = who_roster_agents(roster, &n);
    assert_int_equal(n, 2);
    assert_string_equal(agents[0].agent, "8012");
    assert_null(agents[0].hired);
    assert_null(agents[0].name);
    assert_string_equal(agents[1].hired, "2026-03-01");
    assert_string_equal(agents[1].name, "王五");
    who_call call = {0};
    assert_false(who_roster_find(roster, &call)); /* nobody is nobody's agent */
    who_put(&call, WHO_AGENT, WHO_NAME, "8013");
    assert_true(who_roster_find(roster, &call));
    assert_string_equal(who_text(&call, WHO_TEAM), "west");
    who_put(&call, WHO_TEAM, WHO_NAME, "of that day");
    assert_true(who_roster_find(roster, &call));
    assert_string_equal(who_text(&call, WHO_TEAM), "of that day");
    who_roster_free(roster);
}

static void a_bad_roster_is_refused_with_its_place(void **state)
{
    static const char *const bad[][2] = {
        {"agent,hired\n8012,soon\n", ":2: column hired: \"soon\" must be a date as in 2026-11-24"},
        {"agent,team\n8012,east\n8013,east\n8012,west\n", ": 8012 stands on line 2 and again on line 4"},
        {"agent,team\n,east\n", ":2: column agent: \"\" must say who it is"},
        {"agent,teem\n", "did you mean team?"},
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        who_roster *roster = NULL;
        ct_message message;
        write_sheet(bad[i][0]);
        assert_int_equal(who_roster_load(path, &roster, &message), CT_ERR_FORMAT);
        assert_null(roster);
        if (!strstr(message.text, bad[i][1]))
            fail_msg("\"%s\" does not say \"%s\"", message.text, bad[i][1]);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_as_rfc_4180_and_spreadsheets_write_it),
        TEST(every_column_is_read_in_any_order),
        TEST(chinese_sheets_are_read_in_every_encoding),
        TEST(files_are_found_by_path_or_by_a_name_that_is_unique),
        TEST(what_a_manifest_cannot_say_is_refused_with_its_place),
        TEST(many_rows_are_found_at_once),
        TEST(a_roster_says_who_is_in_which_team),
        TEST(a_bad_roster_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
