/* What holds for any call: events are well formed, every hop of speech is in one utterance, a copy goes on alone. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/hops.h"

#define RANDOM_CALLS 60
#define RANDOM_HOPS  30000 /* 5 minutes */
#define EXACT        1e-9

static hops call;
static told heard, again;

/* A small generator of our own, so that a seed means the same call everywhere. xorshift64, Marsaglia 2003. */
static uint64_t seed;

static unsigned draw(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % below;
}

/* Stretches of any kind; mostly speech and pauses, of lengths around all limits. */
static void write_random_side(int side, bool with_loss)
{
    static const char letters[] = "SSSSSSSS--------MMRBDOFZZX";
    static const unsigned lengths[] = {1, 8, 30, 49, 60, 120, 250, 400, 1200};
    for (size_t k = 0; k < RANDOM_HOPS;) {
        const char letter = letters[draw((unsigned)sizeof letters - 1)];
        const unsigned length = 1 + draw(lengths[draw(sizeof lengths / sizeof lengths[0])]);
        for (unsigned i = 0; i < length && k < RANDOM_HOPS; i++, k++) {
            call.pair[k][side] = hops_hop(letter == 'X' && !with_loss ? '-' : letter);
            if (letter == 'S' && draw(20) == 0)
                call.pair[k][side].flags |= HOP_NUCLEUS;
        }
    }
}

static void write_random_call(unsigned number)
{
    seed = 0x9E3779B97F4A7C15u + number;
    write_random_side(0, number % 2);
    write_random_side(1, number % 2);
    call.n = RANDOM_HOPS - draw(2000);
}

static void check_event(const ct_event *e)
{
    assert_true(e->kind < CT_EVENT_KINDS);
    assert_true(e->start_s >= 0 && e->start_s < e->end_s);
    assert_true(e->end_s <= (double)call.n / HOPS_PER_S + EXACT);
    assert_true(e->syllables >= 0 && e->speech_s >= 0 && e->speech_s <= e->end_s - e->start_s + EXACT);
    assert_true(e->without_contact_s <= e->end_s - e->start_s + EXACT);
    assert_int_equal(e->kind == CT_EVENT_HOLD, e->cause != CT_HOLD_NONE);
}

/* Hops of one side that events of a kind cover, each at most once. Returns how many events there were. */
static size_t cover(const told *t, ct_event_kind kind, int side, uint8_t *covered)
{
    size_t n = 0;
    memset(covered, 0, HOPS_MOST);
    for (size_t i = 0; i < t->n; i++) {
        const ct_event *e = &t->events[i];
        if (e->kind != kind || (side >= 0 && (int)e->side != side))
            continue;
        for (long k = lround(e->start_s * HOPS_PER_S); k < lround(e->end_s * HOPS_PER_S); k++) {
            assert_int_equal(covered[k], 0);
            covered[k] = 1;
        }
        n++;
    }
    return n;
}

static bool speaks(size_t k, int side)
{
    return call.pair[k][side].flags & HOP_SPEECH;
}

static void check_utterances(int side)
{
    static uint8_t covered[HOPS_MOST];
    int nuclei = 0, told_nuclei = 0;
    cover(&heard, CT_EVENT_UTTERANCE, side, covered);
    for (size_t k = 0; k < call.n; k++) {
        if (speaks(k, side))
            assert_int_equal(covered[k], 1);
        nuclei += (call.pair[k][side].flags & HOP_NUCLEUS) != 0;
    }
    for (size_t i = 0; i < heard.n; i++)
        if (heard.events[i].kind == CT_EVENT_UTTERANCE && (int)heard.events[i].side == side)
            told_nuclei += heard.events[i].syllables;
    assert_int_equal(told_nuclei, nuclei);
}

static void check_waits(void)
{
    static uint8_t silent[HOPS_MOST], held[HOPS_MOST];
    cover(&heard, CT_EVENT_SILENCE, -1, silent);
    cover(&heard, CT_EVENT_HOLD, -1, held);
    for (size_t k = 0; k < call.n; k++) {
        assert_false(silent[k] && held[k]);
        assert_false(silent[k] && (speaks(k, 0) || speaks(k, 1)));
        assert_false(silent[k] && ((call.pair[k][0].flags | call.pair[k][1].flags) & HOP_GAP));
    }
}

static void check_overlaps(void)
{
    double together_s = 0;
    size_t both = 0, speech[2] = {0, 0};
    for (size_t k = 0; k < call.n; k++) {
        both += speaks(k, 0) && speaks(k, 1);
        speech[0] += speaks(k, 0);
        speech[1] += speaks(k, 1);
    }
    for (size_t i = 0; i < heard.n; i++)
        if (heard.events[i].kind == CT_EVENT_OVERLAP)
            together_s += heard.events[i].speech_s;
    assert_true(together_s <= (double)both / HOPS_PER_S + EXACT);
    assert_true(together_s <= (double)(speech[0] < speech[1] ? speech[0] : speech[1]) / HOPS_PER_S + EXACT);
}

/* Turns of one side lie apart, and there is a change between any two of different sides. */
static void check_turns(void)
{
    static uint8_t covered[HOPS_MOST];
    const size_t turns = cover(&heard, CT_EVENT_TURN, 0, covered) + cover(&heard, CT_EVENT_TURN, 1, covered);
    assert_int_equal(heard.n_changes, turns > 0 ? turns - 1 : 0);
    for (size_t i = 0; i + 1 < heard.n_changes; i++)
        assert_int_not_equal(heard.changes[i].to, heard.changes[i + 1].to);
    cover(&heard, CT_EVENT_PAUSE, 0, covered);
    for (size_t k = 0; k < call.n; k++)
        assert_false(covered[k] && speaks(k, 0));
}

static void any_call_gives_well_formed_events(void **state)
{
    for (unsigned number = 0; number < RANDOM_CALLS; number++) {
        write_random_call(number);
        hops_play(&call, true, &heard);
        print_message("random call %u\n", number); /* the last one printed is the one that failed */
        assert_true(heard.n > 0);
        for (size_t i = 0; i < heard.n; i++)
            check_event(&heard.events[i]);
        check_utterances(0);
        check_utterances(1);
        check_waits();
        check_overlaps();
        check_turns();
    }
}

static void a_mono_call_names_no_second_party(void **state)
{
    for (unsigned number = 0; number < 8; number++) {
        write_random_call(number);
        hops_play(&call, false, &heard);
        for (size_t k = 0; k < call.n; k++)
            call.pair[k][1] = hops_hop('-'); /* what was there does not count */
        check_utterances(0);
        check_waits();
        for (size_t i = 0; i < heard.n; i++)
            assert_int_not_equal(heard.events[i].side, CT_SIDE_CUSTOMER);
        assert_int_equal(heard.n_changes, 0);
    }
}

static void same_events(const told *a, const told *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->n_changes, b->n_changes);
    for (size_t i = 0; i < a->n; i++) {
        assert_int_equal(a->events[i].kind, b->events[i].kind);
        assert_int_equal(a->events[i].side, b->events[i].side);
        assert_int_equal(a->events[i].flags, b->events[i].flags);
        assert_float_equal(a->events[i].start_s, b->events[i].start_s, 0);
        assert_float_equal(a->events[i].end_s, b->events[i].end_s, 0);
    }
}

static void play_on(ct_talk *talk, size_t from)
{
    for (size_t k = from; k < call.n; k++)
        talk_push(talk, call.pair[k]);
    talk_finish(talk);
}

static void a_copy_of_the_state_gives_the_same_further_events(void **state)
{
    for (unsigned number = 0; number < 6; number++) {
        ct_talk *talk = malloc(talk_state_size()), *copy = malloc(talk_state_size());
        const talk_listener first = told_listener(&heard), second = told_listener(&again);
        assert_true(talk && copy);
        write_random_call(number);
        heard.n = heard.n_changes = 0;
        talk_start(talk, &first, true);
        for (size_t k = 0; k < call.n / 2; k++)
            talk_push(talk, call.pair[k]);
        again = heard;
        memcpy(copy, talk, talk_state_size());
        talk_set_listener(copy, &second);
        memset(talk, 0xA5, talk_state_size()); /* nothing of the copy lies in the original */
        play_on(copy, call.n / 2);
        free(talk);
        free(copy);
        hops_play(&call, true, &heard);
        same_events(&heard, &again);
    }
}

static void finishing_a_copy_leaves_the_call_alone(void **state)
{
    ct_talk *talk = malloc(talk_state_size()), *copy = malloc(talk_state_size());
    const talk_listener first = told_listener(&again), second = told_listener(&heard);
    assert_true(talk && copy);
    write_random_call(3);
    again.n = again.n_changes = 0;
    talk_start(talk, &first, true);
    for (size_t k = 0; k < call.n; k++) {
        talk_push(talk, call.pair[k]);
        if (k % 997 == 0) {
            heard.n = heard.n_changes = 0;
            memcpy(copy, talk, talk_state_size());
            talk_set_listener(copy, &second);
            talk_finish(copy);
        }
    }
    talk_finish(talk);
    free(talk);
    free(copy);
    hops_play(&call, true, &heard);
    same_events(&heard, &again);
}

/* A run in doubt holds hops back; lost audio must not make it outlast the memory. */
static void doubt_drawn_out_by_loss_stays_within_memory(void **state)
{
    static const char broken[] = "O0.01X1.99"; /* a hop of tone, then loss, again and again */
    size_t n = 0;
    hops_write(&call, "S2 -1 S1 -2", "");
    n = call.n;
    for (int i = 0; i < 100; i++)
        for (int j = 0; j < 200; j++, n++)
            for (int side = 0; side < 2; side++)
                call.pair[n][side] = hops_hop(j == 0 ? broken[0] : broken[5]);
    call.n = n;
    hops_play(&call, true, &heard);
    assert_int_equal(told_count(&heard, CT_EVENT_UTTERANCE), 2);
    assert_int_equal(told_count(&heard, CT_EVENT_HOLD), 0);
}

/* Losses after the last word cut its silence into more pieces than are kept waiting. */
static void many_losses_in_a_silence_lose_no_silence(void **state)
{
    size_t n = 0;
    hops_write(&call, "S2", "");
    n = call.n;
    for (int i = 0; i < 40; i++)
        for (int j = 0; j < 400; j++, n++)
            for (int side = 0; side < 2; side++)
                call.pair[n][side] = hops_hop(j == 399 ? 'X' : '-');
    for (int j = 0; j < 200; j++, n++) {
        call.pair[n][0] = hops_hop('S');
        call.pair[n][1] = hops_hop('-');
    }
    call.n = n;
    hops_play(&call, true, &heard);
    assert_int_equal(told_count(&heard, CT_EVENT_SILENCE), 40);
    assert_int_equal(told_count(&heard, CT_EVENT_HOLD), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_call_gives_well_formed_events),
        cmocka_unit_test(a_mono_call_names_no_second_party),
        cmocka_unit_test(a_copy_of_the_state_gives_the_same_further_events),
        cmocka_unit_test(finishing_a_copy_leaves_the_call_alone),
        cmocka_unit_test(doubt_drawn_out_by_loss_stays_within_memory),
        cmocka_unit_test(many_losses_in_a_silence_lose_no_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
