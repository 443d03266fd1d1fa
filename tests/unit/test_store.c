/* A store of calls gives back what was put in, finds it again, and refuses what it cannot use in words. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calltone/store.h"
#include "unit/test_report_sample.h"

static char path[64];

static int make_place(void **state)
{
    snprintf(path, sizeof path, "/tmp/calltone-store-%ld.db", (long)getpid());
    return 0;
}

static int clear_place(void **state)
{
    char other[80];
    unlink(path);
    snprintf(other, sizeof other, "%s-wal", path);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", path);
    unlink(other);
    return 0;
}

#define ASSERT_OK(call)                                                                                                \
    do {                                                                                                               \
        if ((call) != CT_OK)                                                                                           \
            fail_msg("%s", message.text);                                                                              \
    } while (0)

static ct_store *opened(ct_store_use use)
{
    ct_store *store = NULL;
    ct_message message;
    ASSERT_OK(ct_store_open(path, use, &store, &message));
    return store;
}

static ct_kept sample_kept(const char *name)
{
    return (ct_kept){.path = name,
                     .version = {.size_bytes = 1600, .mtime_ns = 7000000001, .content = 0xfedcba9876543210u},
                     .call = sample_call(name),
                     .direction = "inbound",
                     .ring_s = 6.5,
                     .hangup_by = "customer",
                     .line = "trunk 3",
                     .duration_s = 192.34};
}

static int64_t put(ct_store *store, ct_kept *kept, const ct_report *report)
{
    ct_message message;
    ASSERT_OK(ct_store_put_call(store, kept, report, NULL, &message));
    return kept->number;
}

static ct_status write_json(const ct_report *report, const ct_call *call, FILE *out)
{
    return ct_report_write_json(report, call, NULL, out);
}

/* What visits saw. */
typedef struct seen {
    int n, n_failed;
    char json[40000];
    char agent[32], line[32];
    ct_message error;
    int64_t number;
} seen;

static ct_status look(void *context, const ct_kept *kept, const ct_report *report)
{
    seen *s = context;
    s->n++;
    s->number = kept->number;
    snprintf(s->agent, sizeof s->agent, "%s", kept->call.agent ? kept->call.agent : "");
    snprintf(s->line, sizeof s->line, "%s", kept->line ? kept->line : "");
    if (kept->failed) {
        s->n_failed++;
        s->error = *kept->failed;
    }
    if (report) {
        char *text = sample_written(write_json, report, &kept->call);
        snprintf(s->json, sizeof s->json, "%s", text);
        free(text);
    }
    return CT_OK;
}

static seen visited(ct_store *store, const ct_store_filter *filter)
{
    seen s = {0};
    ct_message message;
    ASSERT_OK(ct_store_visit(store, filter, look, &s, &message));
    return s;
}

static void what_is_put_comes_back_byte_for_byte(void **state)
{
    const ct_report reports[] = {sample_report(), sample_sick_report()};
    for (size_t i = 0; sample_paths[i]; i++)
        for (size_t k = 0; k < COUNT(reports); k++) {
            ct_kept kept = sample_kept(sample_paths[i]);
            ct_store *store = opened(CT_STORE_WRITE);
            put(store, &kept, &reports[k]);
            ct_store_close(store); /* and read by another, which learns the words from the file */
            store = opened(CT_STORE_READ);
            char *expected = sample_written(write_json, &reports[k], &kept.call);
            seen s = visited(store, NULL);
            assert_int_equal(s.n, 1);
            assert_string_equal(s.json, expected);
            free(expected);
            ct_store_close(store);
            clear_place(NULL);
        }
}

static void calls_are_found_by_path_and_not_doubled(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("/night/\xb0\xa1 \"a\",\n.wav"); /* GBK bytes, and what else names may hold */
    ct_found found;
    ct_message message;
    int64_t first = put(store, &kept, &report);
    kept.version.mtime_ns++;
    assert_int_equal(put(store, &kept, &report), first); /* analysed again */
    ASSERT_OK(ct_store_find_call(store, kept.path, &found, &message));
    assert_int_equal(found.number, first);
    assert_int_equal(found.version.mtime_ns, 7000000002);
    assert_true(found.version.content == kept.version.content);
    assert_false(found.failed || found.pair || found.agent_right);
    assert_int_equal(visited(store, NULL).n, 1);
    assert_string_equal(visited(store, NULL).line, "trunk 3");
    ASSERT_OK(ct_store_find_call(store, "/night/none.wav", &found, &message));
    assert_int_equal(found.number, 0);
    ct_store_close(store);
}

static void a_pair_takes_the_place_of_its_files(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept agent = sample_kept("a-out.wav"), customer = sample_kept("a-in.wav"), other = sample_kept("b.wav");
    put(store, &agent, &report);
    put(store, &customer, &report);
    put(store, &other, &report);
    agent.second_path = customer.path;
    put(store, &agent, &report);
    assert_int_equal(visited(store, NULL).n, 2);
    ct_store_filter pair_alone = {.team = "pair"};
    ct_kept names = {.call = {.team = "pair"}, .ring_s = NAN};
    ct_message message;
    ASSERT_OK(ct_store_name_call(store, agent.number, &names, &message));
    seen s = visited(store, &pair_alone);
    assert_int_equal(s.n, 1);
    assert_non_null(strstr(s.json, "\"path\":\"a-out.wav + a-in.wav\""));
    ct_found found;
    ASSERT_OK(ct_store_find_call(store, "a-out.wav", &found, &message));
    assert_true(found.pair);
    ASSERT_OK(ct_store_find_call(store, "a-in.wav", &found, &message));
    assert_int_equal(found.number, 0);
    ct_store_close(store);
}

static void a_failed_call_keeps_its_error_and_is_left_out(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_message why = {"no sound", "没有声音"};
    ct_report report = sample_report();
    ct_kept kept = sample_kept("bad.wav");
    put(store, &kept, &report);
    kept.failed = &why; /* it has become worse: the old facts must go */
    put(store, &kept, NULL);
    assert_int_equal(visited(store, NULL).n, 0);
    seen s = visited(store, &(ct_store_filter){.with_failed = true});
    assert_int_equal(s.n, 1);
    assert_int_equal(s.n_failed, 1);
    assert_string_equal(s.error.text, why.text);
    assert_string_equal(s.error.text_zh, why.text_zh);
    assert_string_equal(s.json, "");
    ct_store_close(store);
}

static bool is_old(void *context, const char *name)
{
    return strcmp(name, "old.wav") == 0;
}

static void a_moved_recording_keeps_its_call(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept here = sample_kept("here.wav"), old = sample_kept("old.wav"), now = sample_kept("now.wav");
    ct_message message;
    ct_found found;
    int64_t number = 0;
    put(store, &here, &report); /* the same sound, and still where it was */
    int64_t first = put(store, &old, &report);
    ASSERT_OK(ct_store_find_moved(store, &now.version, is_old, NULL, &number, &message));
    assert_int_equal(number, first);
    ASSERT_OK(ct_store_move_call(store, number, &now, &message));
    ASSERT_OK(ct_store_find_call(store, "now.wav", &found, &message));
    assert_int_equal(found.number, first);
    assert_int_equal(visited(store, NULL).n, 2);
    now.version.content++;
    ASSERT_OK(ct_store_find_moved(store, &now.version, is_old, NULL, &number, &message));
    assert_int_equal(number, 0);
    ct_store_close(store);
}

static void names_are_added_and_filtered_by(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav");
    ct_message message;
    int64_t number = put(store, &kept, &report);
    ct_kept names = {.call = {.team = "east"}, .ring_s = NAN};
    ASSERT_OK(ct_store_name_call(store, number, &names, &message));
    assert_int_equal(visited(store, &(ct_store_filter){.team = "east", .agent = "李四"}).n, 1);
    assert_int_equal(visited(store, &(ct_store_filter){.team = "west"}).n, 0);
    assert_int_equal(visited(store, &(ct_store_filter){.from = "2026-11-23", .until = "2026-11-24"}).n, 1);
    assert_int_equal(visited(store, &(ct_store_filter){.from = "2026-11-24"}).n, 0);
    assert_string_equal(visited(store, NULL).agent, "李四"); /* what was not said again stays */
    ct_store_close(store);
}

static void what_is_rolled_back_leaves_nothing(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav");
    ct_message message;
    ASSERT_OK(ct_store_begin(store, &message));
    put(store, &kept, &report);
    ct_store_rollback(store);
    assert_int_equal(visited(store, NULL).n, 0);
    put(store, &kept, &report); /* the words of the first time are gone, too, and are numbered again */
    ct_store_close(store);
    store = opened(CT_STORE_READ);
    char *expected = sample_written(write_json, &report, &kept.call);
    assert_string_equal(visited(store, NULL).json, expected);
    free(expected);
    ct_store_close(store);
}

static ct_standard *put_standard(ct_store *store, const char *name)
{
    ct_standard *standard = NULL;
    ct_message message;
    ASSERT_OK(ct_standard_load(name, &standard, &message));
    ASSERT_OK(ct_store_put_standard(store, standard, &message));
    return standard;
}

static void assert_judgement_kept(ct_store *store, int64_t number, const ct_judgement *judgement)
{
    ct_kept_judgement kept;
    ct_message message;
    bool found = false;
    ASSERT_OK(ct_store_read_judgement(store, number, judgement->standard, &found, &kept, &message));
    assert_true(found);
    assert_true(kept.total == judgement->total && kept.weighted == judgement->weighted);
    assert_int_equal(kept.worst, ct_judgement_worst(judgement));
    assert_int_equal(kept.n_verdicts, judgement->n_verdicts);
    for (size_t i = 0; i < kept.n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        assert_int_equal(kept.verdicts[i].outcome, verdict->outcome);
        assert_int_equal(kept.verdicts[i].direction, verdict->direction);
        assert_true(kept.verdicts[i].points == verdict->points);
        assert_int_equal(kept.verdicts[i].occasion, !(verdict->outcome == CT_PASS && verdict->reason));
        assert_int_equal(!isnan(kept.verdicts[i].value), verdict->has_value);
        if (verdict->has_value)
            assert_true(fabs(kept.verdicts[i].value - verdict->value) < 1e-5);
    }
}

static void judgements_stand_beside_each_other(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav");
    ct_message message;
    ct_standard *standards[] = {put_standard(store, "service-zh"), put_standard(store, "newcomer-zh")}, *again = NULL;
    ct_judgement *judgements[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(ct_judge(&report, standards[i], NULL, &judgements[i]), CT_OK);
    ASSERT_OK(ct_store_put_call(store, &kept, &report, judgements[0], &message));
    ASSERT_OK(ct_store_put_judgement(store, kept.number, judgements[1], &message));
    for (int i = 0; i < 2; i++)
        assert_judgement_kept(store, kept.number, judgements[i]);
    ASSERT_OK(ct_store_load_standard(store, NULL, &again, &message)); /* the one put last */
    assert_string_equal(again->hash, standards[1]->hash);
    ct_standard_free(again);
    ASSERT_OK(ct_store_load_standard(store, "service-zh", &again, &message));
    assert_string_equal(again->hash, standards[0]->hash);
    ct_standard_free(again);
    assert_int_equal(ct_store_load_standard(store, "ours", &again, &message), CT_ERR_OPEN);
    put(store, &kept, &report); /* analysed again: what was judged of the old facts is gone */
    bool found = true;
    ct_kept_judgement unread;
    ASSERT_OK(ct_store_read_judgement(store, kept.number, standards[0], &found, &unread, &message));
    assert_false(found);
    for (int i = 0; i < 2; i++) {
        ct_judgement_free(judgements[i]);
        ct_standard_free(standards[i]);
    }
    ct_store_close(store);
}

/* What a visit of judged calls saw. */
typedef struct judged_seen {
    int n;
    char paths[64];
    double total;
    size_t n_verdicts;
} judged_seen;

static ct_status look_at_judged(void *context, const ct_judged *judged)
{
    judged_seen *s = context;
    size_t used = strlen(s->paths);
    s->n++;
    snprintf(s->paths + used, sizeof s->paths - used, "%s:%s ", judged->path, judged->agent);
    s->total = judged->judgement.total;
    s->n_verdicts = judged->judgement.n_verdicts;
    return CT_OK;
}

static judged_seen judged_visited(ct_store *store, const ct_standard *standard, const ct_store_filter *filter)
{
    judged_seen s = {0};
    ct_message message;
    ASSERT_OK(ct_store_visit_judged(store, standard, filter, look_at_judged, &s, &message));
    return s;
}

static void judged_calls_are_visited_without_facts(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept first = sample_kept("a.wav"), second = sample_kept("b.wav"), third = sample_kept("c.wav");
    ct_message message;
    ct_standard *standard = put_standard(store, "service-zh"), *other = put_standard(store, "newcomer-zh");
    ct_judgement *judgement = NULL;
    assert_int_equal(ct_judge(&report, standard, NULL, &judgement), CT_OK);
    second.call.agent = "王五";
    ASSERT_OK(ct_store_put_call(store, &first, &report, judgement, &message));
    ASSERT_OK(ct_store_put_call(store, &second, &report, judgement, &message));
    put(store, &third, &report); /* not judged */
    judged_seen all = judged_visited(store, standard, NULL);
    assert_string_equal(all.paths, "a.wav:李四 b.wav:王五 ");
    assert_true(all.total == judgement->total);
    assert_int_equal(all.n_verdicts, judgement->n_verdicts);
    assert_string_equal(judged_visited(store, standard, &(ct_store_filter){.agent = "王五"}).paths, "b.wav:王五 ");
    assert_string_equal(judged_visited(store, standard, &(ct_store_filter){.number = first.number}).paths,
                        "a.wav:李四 ");
    assert_int_equal(judged_visited(store, standard, &(ct_store_filter){.until = "2026-11-23"}).n, 0);
    assert_int_equal(judged_visited(store, standard, &(ct_store_filter){.undated = true}).n, 0);
    assert_int_equal(judged_visited(store, other, NULL).n, 0);
    char day[11];
    ASSERT_OK(ct_store_find_last_day(store, "2026-11-24", day, &message));
    assert_string_equal(day, "2026-11-23");
    ASSERT_OK(ct_store_find_last_day(store, "2026-11-23", day, &message));
    assert_string_equal(day, "");
    assert_int_equal(visited(store, &(ct_store_filter){.number = third.number}).number, third.number);
    ct_judgement_free(judgement);
    ct_standard_free(standard);
    ct_standard_free(other);
    ct_store_close(store);
}

static ct_status note_heard(void *context, const char *agent, const char *day)
{
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 80 - used, "%s:%s ", agent, day);
    return CT_OK;
}

static void assert_heard(ct_store *store, const char *before, const char *expected)
{
    char text[80] = "";
    ct_message message;
    ASSERT_OK(ct_store_visit_heard(store, before, note_heard, text, &message));
    assert_string_equal(text, expected);
}

static void what_was_heard_is_kept_by_day_and_list(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    const ct_heard monday[] = {{"a.wav", "A"}, {"b.wav", "B"}, {"x.wav", NULL}}, tuesday[] = {{"c.wav", "A"}},
                   night[] = {{"d.wav", "C"}};
    ct_message message;
    ASSERT_OK(ct_store_put_heard(store, "2026-11-23", "", monday, COUNT(monday), &message));
    ASSERT_OK(ct_store_put_heard(store, "2026-11-23", "night", night, COUNT(night), &message));
    ASSERT_OK(ct_store_put_heard(store, "2026-11-24", "", tuesday, COUNT(tuesday), &message));
    assert_heard(store, "2026-11-25", "A:2026-11-24 B:2026-11-23 C:2026-11-23 ");
    assert_heard(store, "2026-11-24", "A:2026-11-23 B:2026-11-23 C:2026-11-23 ");
    assert_heard(store, "2026-11-23", "");
    ASSERT_OK(ct_store_put_heard(store, "2026-11-23", "", tuesday, COUNT(tuesday), &message)); /* drawn again */
    assert_heard(store, "2026-11-24", "A:2026-11-23 C:2026-11-23 ");
    ct_store_close(store);
}

static void put_again_a_standard_is_the_last(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_message message;
    ct_standard *again = NULL;
    static const char *const order[] = {"service-zh", "newcomer-zh", "newcomer-zh", "service-zh"};
    for (size_t i = 0; i < COUNT(order); i++) {
        ct_standard_free(put_standard(store, order[i]));
        ASSERT_OK(ct_store_load_standard(store, NULL, &again, &message));
        assert_string_equal(again->name, order[i]);
        ct_standard_free(again);
    }
    ct_store_close(store);
}

static void the_judgement_made_last_is_known(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav");
    ct_message message;
    ct_last_judgement last = {0};
    bool found = true;
    put(store, &kept, &report);
    ASSERT_OK(ct_store_read_last(store, kept.number, &found, &last, &message));
    assert_false(found);
    static const char *const order[] = {"service-zh", "complaint-zh", "service-zh"};
    for (size_t i = 0; i < COUNT(order); i++) {
        ct_judgement *judgement = NULL;
        ct_standard *standard = put_standard(store, order[i]);
        assert_int_equal(ct_judge(&report, standard, NULL, &judgement), CT_OK);
        judgement->total = 10.0 * (double)i; /* to tell them apart */
        ASSERT_OK(ct_store_put_judgement(store, kept.number, judgement, &message));
        ASSERT_OK(ct_store_read_last(store, kept.number, &found, &last, &message));
        assert_true(found && last.total == judgement->total);
        assert_int_equal(last.worst, ct_judgement_worst(judgement));
        ct_judgement_free(judgement);
        ct_standard_free(standard);
    }
    ct_store_close(store);
}

static void calls_are_visited_in_pieces(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept a = sample_kept("a.wav"), b = sample_kept("b.wav"), c = sample_kept("c.wav");
    put(store, &a, &report);
    put(store, &b, &report);
    put(store, &c, &report);
    seen piece = visited(store, &(ct_store_filter){.most = 2});
    assert_int_equal(piece.n, 2);
    assert_int_equal(piece.number, b.number);
    piece = visited(store, &(ct_store_filter){.after = b.number, .most = 2});
    assert_int_equal(piece.n, 1);
    assert_int_equal(piece.number, c.number);
    assert_int_equal(visited(store, &(ct_store_filter){.after = c.number}).n, 0);
    ct_store_close(store);
}

static ct_status list_agent(void *context, const ct_agent *agent)
{
    char *list = context;
    snprintf(list + strlen(list), 200 - strlen(list), "%s %s %s %s;", agent->agent, agent->team ? agent->team : "-",
             agent->hired ? agent->hired : "-", agent->name ? agent->name : "-");
    return CT_OK;
}

static void agents_are_kept_and_told_by_id(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_message message;
    char list[200] = "";
    static const ct_agent agents[] = {
        {"8013", "west", "2026-10-08", NULL}, {"8012", NULL, NULL, "李四"}, {"8013", "east", "2026-10-08", NULL}};
    for (size_t i = 0; i < COUNT(agents); i++)
        ASSERT_OK(ct_store_put_agent(store, &agents[i], &message));
    assert_int_equal(ct_store_put_agent(store, &(ct_agent){.team = "east"}, &message), CT_ERR_ARGUMENT);
    ASSERT_OK(ct_store_visit_agents(store, list_agent, list, &message));
    assert_string_equal(list, "8012 - - 李四;8013 east 2026-10-08 -;");
    ct_store_close(store);
}

/* What the first version was: without the second's steps. */
static void make_old(void)
{
    static const char undo[] =
        "DROP INDEX calls_by_second; DROP TABLE heard; DROP TABLE agents; ALTER TABLE calls DROP COLUMN line;"
        "ALTER TABLE standards DROP COLUMN put; PRAGMA user_version = 1";
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, undo, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void assert_refused(ct_store_use use, ct_status expected, const char *words);

static void an_older_store_is_brought_up_to_date(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav");
    ct_message message;
    put(store, &kept, &report);
    ct_standard_free(put_standard(store, "newcomer-zh"));
    ct_store_close(store);
    make_old();
    assert_refused(CT_STORE_READ, CT_ERR_FORMAT, "older calltone");
    store = opened(CT_STORE_WRITE);
    seen s = visited(store, NULL);
    assert_int_equal(s.n, 1);
    assert_string_equal(s.line, "");
    ct_kept names = {.line = "trunk 4", .ring_s = NAN};
    ASSERT_OK(ct_store_name_call(store, s.number, &names, &message));
    assert_string_equal(visited(store, NULL).line, "trunk 4");
    ct_standard *last = NULL;
    ASSERT_OK(ct_store_load_standard(store, NULL, &last, &message));
    assert_string_equal(last->name, "newcomer-zh");
    ct_standard_free(last);
    ct_store_close(store);
}

static void assert_refused(ct_store_use use, ct_status expected, const char *words)
{
    ct_store *store = NULL;
    ct_message message;
    assert_int_equal(ct_store_open(path, use, &store, &message), expected);
    assert_null(store);
    assert_true(*message.text_zh);
    if (!strstr(message.text, words) || !strstr(message.text, path))
        fail_msg("\"%s\" does not say \"%s\"", message.text, words);
}

static void write_file(const char *bytes)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(bytes, out);
    fclose(out);
}

static void what_is_no_store_is_refused(void **state)
{
    assert_refused(CT_STORE_READ, CT_ERR_OPEN, "there is no such file");
    write_file("RIFF....WAVEfmt and a good deal more, so that it is longer than the header of a database, which "
               "has a hundred bytes");
    assert_refused(CT_STORE_WRITE, CT_ERR_FORMAT, "no database of calltone");
    clear_place(NULL);
    write_file("");
    assert_refused(CT_STORE_READ, CT_ERR_FORMAT, "no calls in it yet");
}

/* Change bytes of the store's first page: where its header keeps user_version and application_id. */
static void patch_header(long place, int value)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, place, SEEK_SET), 0);
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc(value >> shift & 0xff, file);
    fclose(file);
}

static void a_newer_or_foreign_store_is_refused(void **state)
{
    ct_store_close(opened(CT_STORE_WRITE));
    patch_header(60, 999);
    assert_refused(CT_STORE_WRITE, CT_ERR_FORMAT, "newer calltone");
    patch_header(68, 12345);
    assert_refused(CT_STORE_WRITE, CT_ERR_FORMAT, "another program's database");
}

static void a_damaged_store_says_so(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_message message;
    for (int i = 0; i < 40; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.wav", i);
        ct_kept kept = sample_kept(name);
        put(store, &kept, &report);
    }
    ct_store_close(store);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    for (long at = 4096 * 2; fseek(file, at, SEEK_SET) == 0 && at < 4096 * 30; at += 64)
        fputs("\xff\xff\xff\xff\xff\xff\xff\xff", file);
    fclose(file);
    if (ct_store_open(path, CT_STORE_READ, &store, &message) == CT_OK) {
        seen s = {0};
        assert_int_equal(ct_store_visit(store, NULL, look, &s, &message), CT_ERR_FORMAT);
        ct_store_close(store);
    }
    assert_non_null(strstr(message.text, "damaged"));
}

/* Takes the five seconds for which a store waits. */
static void a_locked_store_says_so_and_goes_on_later(void **state)
{
    ct_store *store = opened(CT_STORE_WRITE), *other = opened(CT_STORE_WRITE);
    ct_report report = sample_report();
    ct_kept kept = sample_kept("a.wav"), late = sample_kept("b.wav");
    ct_message message;
    ASSERT_OK(ct_store_begin(other, &message));
    put(other, &kept, &report);
    assert_int_equal(ct_store_put_call(store, &late, &report, NULL, &message), CT_ERR_WRITE);
    assert_non_null(strstr(message.text, "another program is writing"));
    assert_int_equal(visited(store, NULL).n, 0); /* reading goes on meanwhile */
    ASSERT_OK(ct_store_commit(other, &message));
    put(store, &late, &report); /* with the words that the other has numbered since */
    assert_int_equal(visited(other, NULL).n, 2);
    ct_store_close(store);
    ct_store_close(other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, clear_place)
    const struct CMUnitTest tests[] = {
        TEST(what_is_put_comes_back_byte_for_byte),
        TEST(calls_are_found_by_path_and_not_doubled),
        TEST(a_pair_takes_the_place_of_its_files),
        TEST(a_failed_call_keeps_its_error_and_is_left_out),
        TEST(a_moved_recording_keeps_its_call),
        TEST(names_are_added_and_filtered_by),
        TEST(what_is_rolled_back_leaves_nothing),
        TEST(judgements_stand_beside_each_other),
        TEST(judged_calls_are_visited_without_facts),
        TEST(what_was_heard_is_kept_by_day_and_list),
        TEST(put_again_a_standard_is_the_last),
        TEST(the_judgement_made_last_is_known),
        TEST(calls_are_visited_in_pieces),
        TEST(agents_are_kept_and_told_by_id),
        TEST(an_older_store_is_brought_up_to_date),
        TEST(what_is_no_store_is_refused),
        TEST(a_newer_or_foreign_store_is_refused),
        TEST(a_damaged_store_says_so),
        TEST(a_locked_store_says_so_and_goes_on_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
