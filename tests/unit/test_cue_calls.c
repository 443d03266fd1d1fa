/* Cues on whole calls, through the engine: the right ones, soon enough, and none on a good call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calltone/cue.h"
#include "calltone/source.h"

#define MOST_FRAMES ((size_t)160 * CT_RATE_HZ)
#define MOST_SHOWN  64
#define MOST_LATE_S 0.5

static float frames[2 * MOST_FRAMES];
static size_t n_frames;

typedef struct shown {
    const char *name;
    double heard_s; /* audio pushed when it came: hop by hop, whatever the pieces */
    double at_s, until_s, since_s;
    double mark_s[4]; /* audio pushed at each mark */
    int urgency;
} shown;

typedef struct player {
    ct_cues *cues, *late; /* the second is told decided hops as if they were early ones */
    double pushed_s;
    shown shown[MOST_SHOWN], settled[MOST_SHOWN];
    size_t n_shown, n_settled;
    unsigned long number, settled_number;
} player;

static void load(const char *name)
{
    char path[512];
    ct_source *source = NULL;
    ct_message message;
    size_t n = 0;
    snprintf(path, sizeof path, "%s/%s.flac", FIXTURES_DIR, name);
    if (ct_source_open(path, NULL, &source, &message) != CT_OK)
        fail_msg("%s", message.text);
    n_frames = 0;
    do {
        assert_true(n_frames + 4000 <= MOST_FRAMES);
        assert_int_equal(ct_source_read(source, frames + 2 * n_frames, 4000, &n, &message), CT_OK);
        n_frames += n;
    } while (n > 0);
    ct_source_close(source);
}

static void note(const ct_cues *cues, shown *list, size_t *n, unsigned long *number, double pushed_s)
{
    ct_cue cue;
    if (!ct_cues_current(cues, &cue)) {
        *number = 0;
        return;
    }
    if (cue.number != *number) {
        assert_true(*n < MOST_SHOWN);
        list[(*n)++] =
            (shown){.name = cue.info->name, .heard_s = pushed_s, .at_s = cue.shown_s, .since_s = cue.since_s};
        *number = cue.number;
    }
    shown *s = &list[*n - 1];
    s->until_s = pushed_s;
    s->urgency = cue.urgency;
    if (cue.mark > 0 && s->mark_s[cue.mark] == 0)
        s->mark_s[cue.mark] = pushed_s;
}

/* Pushed audio is that of the hop and the delay, however large the pieces are. */
static void hear_early(void *context, const ct_track *hop)
{
    player *p = context;
    ct_cues_hear_early(p->cues, hop);
    p->pushed_s = hop->time_s + CT_HOP_S / 2 + ct_engine_early_delay_s();
    if (hop->side == CT_SIDE_CUSTOMER)
        note(p->cues, p->shown, &p->n_shown, &p->number, p->pushed_s);
}

static void hear(void *context, const ct_track *hop)
{
    player *p = context;
    ct_cues_hear(p->cues, hop);
    ct_cues_hear_early(p->late, hop);
    if (hop->side == CT_SIDE_CUSTOMER)
        note(p->late, p->settled, &p->n_settled, &p->settled_number, hop->time_s);
}

/* Under a shipped standard, or under one that is given as text. */
static void play(const char *standard, size_t chunk, player *p)
{
    ct_standard *rules = NULL;
    ct_engine *engine = NULL;
    ct_message message;
    memset(p, 0, sizeof *p);
    ct_status status = *standard == '[' ? ct_standard_load_text("my.ini", standard, strlen(standard), &rules, &message)
                                        : ct_standard_load(standard, &rules, &message);
    assert_int_equal(status, CT_OK);
    assert_int_equal(ct_cues_create(rules, 2, &p->cues), CT_OK);
    assert_int_equal(ct_cues_create(rules, 2, &p->late), CT_OK);
    assert_int_equal(ct_engine_create(NULL, &engine), CT_OK);
    ct_engine_observe_early(engine, hear_early, p);
    ct_engine_observe(engine, hear, p);
    for (size_t at = 0; at < n_frames; at += chunk)
        ct_engine_push(engine, frames + 2 * at, n_frames - at < chunk ? n_frames - at : chunk);
    ct_engine_finish(engine);
    ct_engine_destroy(engine);
    ct_cues_destroy(p->cues);
    ct_cues_destroy(p->late);
    ct_standard_free(rules);
}

static size_t count(const player *p, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_shown; i++)
        n += strcmp(p->shown[i].name, name) == 0;
    return n;
}

static const shown *first(const player *p, const char *name)
{
    for (size_t i = 0; i < p->n_shown; i++)
        if (strcmp(p->shown[i].name, name) == 0)
            return &p->shown[i];
    fail_msg("no cue %s", name);
    return NULL;
}

/* A condition that is complete in the sound at that second. */
static void comes_soon(double heard_s, double complete_s)
{
    if (heard_s < complete_s - 0.1 || heard_s > complete_s + MOST_LATE_S)
        fail_msg("the cue came at %.2f s, %.2f s after its reason", heard_s, heard_s - complete_s);
}

static void good_calls_have_no_cue(void **state)
{
    static player p;
    load("zh_exemplary");
    play("service-zh", 160, &p);
    assert_int_equal(p.n_shown, 0);
    load("en_exemplary");
    play("service-en", 160, &p);
    assert_int_equal(p.n_shown, 0);
}

/* Where the agent comes into the customer's sentences is known from where the clips were placed (zh_rushed.json). */
static void rushed_agent_is_too_fast_and_talks_over(void **state)
{
    static const double starts_s[] = {9.55, 27.93, 38.91, 55.81, 81.33};
    static player p;
    size_t found = 0;
    load("zh_rushed");
    play("service-zh", 160, &p);
    assert_true(count(&p, "too_fast") >= 1);
    assert_int_equal(count(&p, "talk_over"), 5);
    assert_int_equal(count(&p, "too_fast") + 5, p.n_shown);
    for (size_t i = 0; i < p.n_shown; i++)
        if (strcmp(p.shown[i].name, "talk_over") == 0) {
            comes_soon(p.shown[i].heard_s, starts_s[found] + 1.0);
            assert_true(fabs(p.shown[i].since_s - starts_s[found]) < 0.15);
            found++;
        }
}

static void flat_agent_is_flat_and_slow(void **state)
{
    static player p;
    load("zh_flat");
    play("service-zh", 160, &p);
    assert_int_equal(count(&p, "flat"), 1);
    assert_true(count(&p, "too_slow") >= 1 && count(&p, "too_slow") <= 2);
    assert_int_equal(count(&p, "flat") + count(&p, "too_slow"), p.n_shown);
}

/* Placed: music and dead air, in the two calls with a hold. */
static void holds_have_marks_at_their_seconds(void **state)
{
    static const struct {
        const char *name, *standard;
        double hold_s, hold_end_s, silence_s;
    } calls[] = {
        {"zh_hold", "service-zh", 28.99, 96.99, 109.46},
        {"en_hold", "service-en", 28.21, 94.21, 108.18},
    };
    static player p;
    for (size_t i = 0; i < 2; i++) {
        load(calls[i].name);
        play(calls[i].standard, 160, &p);
        assert_int_equal(p.n_shown, 2);
        const shown *hold = first(&p, "hold"), *silence = first(&p, "silence");
        assert_true(hold->heard_s < calls[i].hold_s + 7); /* 4.4 s until music is decided, 2 s of it */
        assert_true(fabs(hold->since_s - calls[i].hold_s) < 0.1);
        comes_soon(hold->mark_s[1], calls[i].hold_s + 30);
        comes_soon(hold->mark_s[2], calls[i].hold_s + 50);
        comes_soon(hold->mark_s[3], calls[i].hold_s + 60);
        assert_int_equal(hold->urgency, 100);
        assert_true(hold->until_s > calls[i].hold_end_s && hold->until_s < calls[i].hold_end_s + 4);
        comes_soon(silence->heard_s, calls[i].silence_s + 8);
    }
}

#define ALONE "[standard]\nextend = service-zh\nname = alone\nversion = 1\n[live]\ntalk_over = off\n"

/* Pace and pitch: what decided hops say is when the reason was complete. Other cues are off, as one that is being read
 * keeps others waiting. */
static void cues_of_a_value_come_soon_after_it_is_complete(void **state)
{
    static const struct {
        const char *call, *name, *standard;
    } cues[] = {
        {"zh_rushed", "too_fast", ALONE},
        {"zh_flat", "too_slow", ALONE "flat = off\n"},
        {"zh_flat", "flat", ALONE "too_slow = off\n"},
    };
    static player p;
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        load(cues[i].call);
        play(cues[i].standard, 160, &p);
        assert_string_equal(p.shown[0].name, cues[i].name);
        assert_string_equal(p.settled[0].name, cues[i].name);
        double late_s = p.shown[0].heard_s - p.settled[0].at_s;
        print_message("%s: %.2f s after decided hops have it\n", cues[i].name, late_s);
        assert_true(late_s <= MOST_LATE_S);
    }
}

static void pieces_never_change_a_cue(void **state)
{
    static const size_t chunks[] = {1, 7, MOST_FRAMES};
    static player p, other;
    load("zh_rushed");
    play("service-zh", 160, &p);
    for (size_t i = 0; i < 3; i++) {
        play("service-zh", chunks[i], &other);
        assert_int_equal(other.n_shown, p.n_shown);
        for (size_t k = 0; k < p.n_shown; k++) {
            assert_string_equal(p.shown[k].name, other.shown[k].name);
            assert_true(p.shown[k].at_s == other.shown[k].at_s && p.shown[k].since_s == other.shown[k].since_s);
            assert_true(p.shown[k].until_s == other.shown[k].until_s);
        }
    }
}

/* A cue can be read before another takes its place, unless that one is more urgent. */
static void nothing_flickers(void **state)
{
    static const char *const names[] = {"zh_rushed", "zh_flat", "zh_hold"};
    static player p;
    for (size_t i = 0; i < 3; i++) {
        load(names[i]);
        play("service-zh", 160, &p);
        for (size_t k = 0; k + 1 < p.n_shown; k++)
            assert_true(p.shown[k].until_s - p.shown[k].heard_s >= 2.98 || p.shown[k + 1].urgency > p.shown[k].urgency);
    }
}

/* Nothing is said of silence, digital or not, in which nobody ever spoke. */
static void silent_call_has_no_cue(void **state)
{
    static player p;
    n_frames = (size_t)40 * CT_RATE_HZ;
    memset(frames, 0, sizeof frames);
    play("service-zh", 160, &p);
    assert_int_equal(p.n_shown, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_calls_have_no_cue),
        cmocka_unit_test(rushed_agent_is_too_fast_and_talks_over),
        cmocka_unit_test(flat_agent_is_flat_and_slow),
        cmocka_unit_test(holds_have_marks_at_their_seconds),
        cmocka_unit_test(cues_of_a_value_come_soon_after_it_is_complete),
        cmocka_unit_test(pieces_never_change_a_cue),
        cmocka_unit_test(nothing_flickers),
        cmocka_unit_test(silent_call_has_no_cue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
