/* Cues on calls written as hops: each kind at its second, and no more than one at a time. */
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
#include "support/standard_text.h"

#define MOST_HOPS  40000
#define LAG_HOPS   400 /* by which decided hops come after early ones */
#define MOST_SHOWN 64
#define HALF_HOP_S 0.005

enum { AGENT, CUSTOMER };

/* A call as it is decided, and as it is thought early: the same but where a test says otherwise. */
static ct_track call[MOST_HOPS][2], early[MOST_HOPS][2];
static size_t n_hops;

typedef struct shown {
    const char *name;
    double at_s, until_s, since_s, value, urgency;
    double mark_s[4]; /* when each mark was passed */
    char rule[16];    /* its id */
} shown;

static shown cues_shown[MOST_SHOWN];
static size_t n_shown;

static void new_call(void)
{
    n_hops = 0;
}

static void add(ct_track agent, ct_track customer)
{
    assert_true(n_hops < MOST_HOPS);
    ct_track pair[2] = {agent, customer};
    for (int side = 0; side < 2; side++) {
        pair[side].side = (ct_side)side;
        pair[side].time_s = (double)n_hops * CT_HOP_S + HALF_HOP_S;
        call[n_hops][side] = early[n_hops][side] = pair[side];
    }
    n_hops++;
}

static const ct_track still = {.level_dbfs = -60};

static void quiet(double s)
{
    for (int i = 0; i < (int)lround(s * 100); i++)
        add(still, still);
}

static void lose(double s)
{
    for (int i = 0; i < (int)lround(s * 100); i++)
        add((ct_track){.lost = true}, (ct_track){.lost = true});
}

/* A voice: syllables a minute, level, and F0 that swings by so many semitones to each side, once in 2 s. */
typedef struct voice {
    double rate, level_dbfs, f0_hz, swing_st;
} voice;

static const voice usual = {240, -20, 200, 5};

static ct_track voice_at(const voice *v, int i)
{
    double per_hop = v->rate / 6000, before = floor(i * per_hop), now = floor((i + 1) * per_hop);
    return (ct_track){.speech = true,
                      .syllable = now > before,
                      .level_dbfs = v->level_dbfs,
                      .f0_hz = v->f0_hz * pow(2, v->swing_st / 12 * sin(i * 0.0314159))};
}

static void say(int side, double s, voice v)
{
    for (int i = 0; i < (int)lround(s * 100); i++) {
        ct_track hop = voice_at(&v, i);
        add(side == AGENT ? hop : still, side == AGENT ? still : hop);
    }
}

static void say_both(double s)
{
    for (int i = 0; i < (int)lround(s * 100); i++)
        add(voice_at(&usual, i), voice_at(&usual, i));
}

/* On the agent's line, taken for talk for `mistaken_s` and from then on for music. */
static void play_music(double s, double mistaken_s)
{
    for (int i = 0; i < (int)lround(s * 100); i++) {
        add((ct_track){.music = true, .level_dbfs = -25}, still);
        if (i < (int)lround(mistaken_s * 100)) {
            ct_track *hop = &early[n_hops - 1][AGENT];
            double time_s = hop->time_s;
            *hop = voice_at(&usual, i);
            hop->time_s = time_s;
        }
    }
}

static void note(const ct_cues *cues, double now_s)
{
    ct_cue cue;
    static unsigned long number;
    bool is = ct_cues_current(cues, &cue);
    if (!is) {
        number = 0;
        return;
    }
    if (cue.number != number || n_shown == 0) {
        assert_true(n_shown < MOST_SHOWN);
        cues_shown[n_shown++] = (shown){.name = cue.info->name, .at_s = now_s};
        snprintf(cues_shown[n_shown - 1].rule, sizeof cues_shown[0].rule, "%s", cue.rule ? cue.rule->id : "");
        number = cue.number;
    }
    shown *s = &cues_shown[n_shown - 1];
    s->until_s = now_s;
    s->since_s = cue.since_s;
    s->value = cue.value;
    s->urgency = cue.urgency;
    if (cue.mark > 0 && s->mark_s[cue.mark] == 0)
        s->mark_s[cue.mark] = now_s;
}

static ct_standard *standard_of(const char *live)
{
    char text[sizeof STANDARD_TEXT + 512] = STANDARD_TEXT;
    ct_standard *standard = NULL;
    ct_message message;
    strcat(text, live);
    assert_int_equal(ct_standard_load_text("my.ini", text, strlen(text), &standard, &message), CT_OK);
    return standard;
}

/* Play the call under a standard with these lines of [live]. */
static void play_under(const char *live)
{
    ct_standard *standard = standard_of(live);
    ct_cues *cues = NULL;
    assert_int_equal(ct_cues_create(standard, 2, &cues), CT_OK);
    n_shown = 0;
    for (size_t k = 0; k < n_hops; k++) {
        for (int side = 0; side < 2; side++)
            ct_cues_hear_early(cues, &early[k][side]);
        for (int side = 0; side < 2 && k >= LAG_HOPS; side++)
            ct_cues_hear(cues, &call[k - LAG_HOPS][side]);
        note(cues, (double)(k + 1) * CT_HOP_S);
    }
    ct_cues_destroy(cues);
    ct_standard_free(standard);
}

static const shown *only(const char *name)
{
    if (n_shown != 1 || strcmp(cues_shown[0].name, name) != 0)
        fail_msg("%zu cues, the first is %s at %.2f s; expected one of %s", n_shown,
                 n_shown ? cues_shown[0].name : "none", n_shown ? cues_shown[0].at_s : 0.0, name);
    return &cues_shown[0];
}

static void at(double seen_s, double expected_s)
{
    if (fabs(seen_s - expected_s) > 0.0151)
        fail_msg("%.2f s, expected %.2f s", seen_s, expected_s);
}

/* Talk in which nothing is wrong: turns of 6 s with a breath between. */
static void talk(int turns)
{
    for (int i = 0; i < turns; i++) {
        say(i % 2, 6, usual);
        quiet(0.4);
    }
}

static void good_talk_has_no_cue(void **state)
{
    new_call();
    talk(40);
    play_under("");
    assert_int_equal(n_shown, 0);
}

/* Where the rate of the last 10 s of the agent's speech first lies on that side of a limit. */
static double passes_s(double limit, int way)
{
    int sum = 0, hops = 0;
    for (size_t k = 0; k < n_hops; k++) {
        static size_t place[MOST_HOPS];
        if (!call[k][AGENT].speech)
            continue;
        place[hops++] = k;
        sum += call[k][AGENT].syllable;
        if (hops > 1000)
            sum -= call[place[hops - 1001]][AGENT].syllable;
        if (hops >= 1000 && way * (sum * 6.0 - limit) > 0)
            return (double)(k + 1) * CT_HOP_S;
    }
    return -1;
}

static void too_fast_comes_when_ten_seconds_are(void **state)
{
    new_call();
    say(AGENT, 12, usual);
    say(AGENT, 15, (voice){400, -20, 200, 5});
    say(AGENT, 30, usual);
    play_under("");
    const shown *s = only("too_fast");
    assert_true(passes_s(320, 1) > 12);
    at(s->at_s, passes_s(320, 1));
    assert_true(s->until_s > 27 && s->until_s < 37);
    assert_true(s->value > 0 && s->urgency == 40 && !*s->rule);
}

static void too_slow_comes_when_ten_seconds_are(void **state)
{
    new_call();
    say(AGENT, 12, usual);
    say(AGENT, 15, (voice){60, -20, 200, 5});
    say(AGENT, 20, usual);
    play_under("");
    at(only("too_slow")->at_s, passes_s(120, -1));
}

/* "mm" has no pace: 20 of them are not slow. */
static void signs_of_listening_are_not_slow(void **state)
{
    new_call();
    say(AGENT, 11, usual);
    for (int i = 0; i < 20; i++) {
        say(CUSTOMER, 3, usual);
        say(AGENT, 0.6, (voice){100, -20, 200, 5});
        quiet(0.6);
    }
    play_under("[live]\nflat = off\n");
    assert_int_equal(n_shown, 0);
}

static void flat_comes_and_goes_with_the_voice(void **state)
{
    new_call();
    say(AGENT, 20, usual);
    say(AGENT, 22, (voice){240, -20, 200, 0.5}); /* the voice of these tests is voiced throughout */
    say(AGENT, 10, usual);
    play_under("");
    const shown *s = only("flat");
    assert_true(s->at_s > 25 && s->at_s < 30);
    assert_true(s->until_s > 42 && s->until_s < 47);
}

static void level_cues_know_both_ends(void **state)
{
    new_call();
    say(AGENT, 4, usual);
    say(AGENT, 4, (voice){240, -10, 200, 5});
    say(AGENT, 4, usual);
    say(AGENT, 5, (voice){240, -45, 200, 5});
    say(AGENT, 6, usual);
    play_under("");
    assert_int_equal(n_shown, 2);
    assert_string_equal(cues_shown[0].name, "too_loud");
    assert_string_equal(cues_shown[1].name, "too_soft");
    /* -12 dBFS over 3 s: 10^-1.2 = x 10^-1 + (1 - x) 10^-2 gives x = 0.59 of 3 s */
    assert_true(fabs(cues_shown[0].at_s - (4 + 0.59 * 3)) < 0.05);
}

static void shout_is_a_second_of_raised_voice(void **state)
{
    new_call();
    say(AGENT, 8, usual);
    say(AGENT, 1.6, (voice){240, -10, 300, 0});
    say(AGENT, 8, usual);
    play_under("[live]\ntoo_loud = off\n");
    const shown *s = only("shouting");
    assert_true(s->at_s >= 9 && s->at_s < 9.4); /* the level over 0.3 s has to rise first */
    assert_true(s->since_s >= 8 && s->since_s < 8.4);
    assert_int_equal((int)s->urgency, 85);
}

static void louder_line_is_no_shout(void **state)
{
    new_call();
    say(AGENT, 8, usual);
    say(AGENT, 8, (voice){240, -10, 200, 5});
    play_under("[live]\ntoo_loud = off\n");
    assert_int_equal(n_shown, 0);
}

static void customer_louder_than_usual_is_told(void **state)
{
    new_call();
    for (int i = 0; i < 5; i++) {
        say(CUSTOMER, 5, usual);
        say(AGENT, 3, usual);
    }
    say(CUSTOMER, 6, (voice){240, -11, 240, 5});
    say(AGENT, 3, usual);
    play_under("");
    const shown *s = only("customer_louder");
    assert_true(s->at_s > 41 && s->at_s < 44);
}

static void talking_over_comes_with_its_first_second(void **state)
{
    new_call();
    talk(4);
    say(CUSTOMER, 3, usual);
    double start_s = (double)n_hops * CT_HOP_S;
    say_both(1.5);
    say(AGENT, 6, usual);
    play_under("");
    const shown *s = only("talk_over");
    at(s->at_s, start_s + 1.0);
    at(s->since_s, start_s);
    at(s->until_s - s->at_s, 3); /* as long as it takes to read */
}

static void listening_and_the_customer_are_not_talking_over(void **state)
{
    new_call();
    talk(4);
    say(CUSTOMER, 3, usual);
    say_both(0.8); /* "mm, I see" */
    say(CUSTOMER, 3, usual);
    quiet(0.4);
    say(AGENT, 3, usual);
    say_both(3); /* the customer comes into the agent's turn */
    say(CUSTOMER, 3, usual);
    quiet(0.6);
    say_both(3); /* both at once */
    play_under("");
    assert_int_equal(n_shown, 0);
}

static void silence_comes_at_its_limit_and_ends_with_a_word(void **state)
{
    new_call();
    talk(4);
    double start_s = (double)n_hops * CT_HOP_S - 0.4;
    quiet(12);
    say(AGENT, 5, usual);
    play_under("");
    const shown *s = only("silence");
    at(s->at_s, start_s + 8);
    at(s->since_s, start_s);
    assert_true(s->until_s < start_s + 12.4 + 0.15); /* 0.1 s of speech is a word */
}

static void waiting_for_the_answer_is_no_silence(void **state)
{
    new_call();
    quiet(30);
    say(AGENT, 5, usual);
    play_under("");
    assert_int_equal(n_shown, 0);
}

static void lost_audio_is_no_silence_and_no_hold(void **state)
{
    new_call();
    talk(3);
    quiet(6);
    lose(90);
    quiet(6);
    talk(2);
    play_under("");
    assert_int_equal(n_shown, 0);
}

/* After the agent's word silence is a hold from 10 s on, told as one at the first mark. */
static void silence_after_the_agent_becomes_a_hold(void **state)
{
    new_call();
    talk(3);
    double start_s = (double)n_hops * CT_HOP_S - 0.4;
    quiet(64.6);
    talk(2);
    play_under("");
    assert_int_equal(n_shown, 2);
    assert_string_equal(cues_shown[0].name, "silence");
    at(cues_shown[0].at_s, start_s + 8);
    assert_string_equal(cues_shown[1].name, "hold");
    at(cues_shown[1].mark_s[1], start_s + 30);
    at(cues_shown[1].mark_s[2], start_s + 50);
    at(cues_shown[1].mark_s[3], start_s + 60);
    assert_int_equal((int)cues_shown[1].urgency, 100);
    assert_string_equal(cues_shown[1].rule, "HOLD-1");
}

/* Music is known for music only later, whatever it was taken for; its seconds count from its start. */
static void hold_counts_from_where_music_began(void **state)
{
    static const double mistaken_s[] = {0, 4, 70};
    for (size_t i = 0; i < 3; i++) {
        new_call();
        talk(5);
        double start_s = (double)n_hops * CT_HOP_S;
        play_music(70, mistaken_s[i]);
        say(AGENT, 6, usual);
        quiet(0.4);
        talk(3);
        play_under("[live]\nmonologue = 30\n");
        const shown *s = only("hold");
        at(s->at_s, start_s + 2 + LAG_HOPS * CT_HOP_S + CT_HOP_S);
        at(s->since_s, start_s);
        at(s->mark_s[1], start_s + 30);
        at(s->mark_s[2], start_s + 50);
        at(s->mark_s[3], start_s + 60);
        assert_true(s->until_s < start_s + 70 + 6);
    }
}

/* Taken for talk, 20 s of music would be a monologue; what it left behind is taken back. */
static void music_leaves_nothing_behind(void **state)
{
    new_call();
    talk(5);
    say(AGENT, 8, usual);
    play_music(22, 22);
    say(AGENT, 8, usual);
    play_under("[live]\nmonologue = 25\n");
    for (size_t i = 0; i < n_shown; i++)
        assert_string_equal(cues_shown[i].name, "hold");
    assert_true(n_shown > 0);
}

static void monologue_needs_a_silent_customer(void **state)
{
    new_call();
    talk(2);
    double start_s = (double)n_hops * CT_HOP_S;
    for (int i = 0; i < 20; i++) {
        say(AGENT, 4, usual);
        quiet(0.5);
    }
    play_under("");
    const shown *s = only("monologue");
    at(s->at_s, start_s + 60);
    at(s->since_s, start_s);
    new_call();
    talk(2);
    for (int i = 0; i < 40; i++) {
        say(AGENT, 4, usual);
        say(CUSTOMER, 0.4, usual);
    }
    play_under("");
    assert_int_equal(n_shown, 0);
}

/* A pace that swings to both sides of its limit in every 7 s of speech. */
static void what_hovers_at_its_limit_does_not_flicker(void **state)
{
    new_call();
    for (int i = 0; i < 30; i++)
        say(AGENT, 3.5, (voice){i % 2 ? 350 : 300, -20, 200, 5});
    play_under("[live]\nmonologue = off\n");
    assert_true(only("too_fast")->until_s > 104);
}

/* Loud for 5 s and soft for 5 s: over 3 s the limit is passed 4 s after the level had come back, which is too soon. */
static void cues_of_a_value_rest_before_they_come_again(void **state)
{
    new_call();
    for (int i = 0; i < 20; i++)
        say(AGENT, 5, (voice){240, i % 2 ? -30 : -8, 200, 5});
    play_under("[live]\nmonologue = off\n");
    assert_true(n_shown >= 5 && n_shown <= 10);
    for (size_t i = 1; i < n_shown; i++) {
        assert_string_equal(cues_shown[i].name, "too_loud");
        assert_true(cues_shown[i].at_s - cues_shown[i - 1].until_s >= 4.99);
    }
}

static void more_urgent_replaces_and_less_urgent_waits(void **state)
{
    new_call();
    talk(2);
    say(AGENT, 14, (voice){400, -20, 200, 5});
    say(CUSTOMER, 3, usual);
    double start_s = (double)n_hops * CT_HOP_S;
    for (int i = 0; i < 600; i++) {
        voice fast = {400, -20, 200, 5};
        add(voice_at(&fast, i), i < 200 ? voice_at(&usual, i) : still);
    }
    play_under("");
    assert_int_equal(n_shown, 3);
    assert_string_equal(cues_shown[0].name, "too_fast");
    assert_string_equal(cues_shown[1].name, "talk_over");
    assert_string_equal(cues_shown[2].name, "too_fast");
    at(cues_shown[1].at_s, start_s + 1);
    at(cues_shown[2].at_s, start_s + 4);
    assert_true(cues_shown[2].since_s < start_s); /* the same reason as before */
}

static void what_is_off_never_comes(void **state)
{
    new_call();
    talk(2);
    say(AGENT, 30, (voice){400, -5, 200, 0.2});
    quiet(70);
    play_under("[live]\ntoo_fast = off\nflat = off\ntoo_loud = off\nsilence = off\nhold_first = off\n"
               "hold_second = off\nhold_last = off\nshouting = off\n");
    assert_int_equal(n_shown, 0);
}

/* One line with both talkers: nobody's pace, but silence. */
static void mixed_line_has_silence_alone(void **state)
{
    ct_standard *standard = standard_of("");
    ct_cues *cues = NULL;
    new_call();
    say(AGENT, 30, (voice){500, -5, 200, 0.1});
    quiet(9);
    assert_int_equal(ct_cues_create(standard, 1, &cues), CT_OK);
    n_shown = 0;
    for (size_t k = 0; k < n_hops; k++) {
        early[k][AGENT].side = CT_SIDE_MIXED;
        ct_cues_hear_early(cues, &early[k][AGENT]);
        note(cues, (double)(k + 1) * CT_HOP_S);
    }
    at(only("silence")->at_s, 38);
    ct_cues_destroy(cues);
    ct_standard_free(standard);
}

/* Told from the middle of a call on, its seconds are still the call's. */
static void listening_may_begin_in_mid_call(void **state)
{
    ct_standard *standard = standard_of("");
    ct_cues *cues = NULL;
    new_call();
    talk(4);
    double start_s = (double)n_hops * CT_HOP_S - 0.4;
    quiet(10);
    assert_int_equal(ct_cues_create(standard, 2, &cues), CT_OK);
    n_shown = 0;
    for (size_t k = 0; k < n_hops; k++)
        for (int side = 0; side < 2; side++) {
            if (k >= 1000)
                ct_cues_hear_early(cues, &early[k][side]);
            if (k >= 1000)
                ct_cues_hear(cues, &call[k - LAG_HOPS][side]);
            if (side == 1)
                note(cues, (double)(k + 1) * CT_HOP_S);
        }
    const shown *s = only("silence");
    at(s->since_s, start_s);
    at(s->at_s, start_s + 8);
    ct_cues_destroy(cues);
    ct_standard_free(standard);
}

static void texts_and_kinds_are_there_in_both_languages(void **state)
{
    size_t n = 0;
    char text[CT_CUE_TEXT];
    for (const ct_cue_info *info; (info = ct_cue_kind_at(n)) != NULL; n++) {
        ct_cue cue = {.info = info, .value = 34.4, .limit = 30};
        ct_cue_text(&cue, CT_LANG_ZH, text);
        assert_true(strncmp(text, info->title_zh, strlen(info->title_zh)) == 0);
        assert_non_null(strstr(text, "34"));
        ct_cue_text(&cue, CT_LANG_EN, text);
        assert_true(strncmp(text, info->title_en, strlen(info->title_en)) == 0);
        assert_non_null(strstr(text, "limit 30"));
    }
    assert_int_equal(n, 11);
}

static void wrong_use_is_refused(void **state)
{
    ct_standard *standard = standard_of("");
    ct_cues *cues = NULL;
    ct_cue cue;
    assert_int_equal(ct_cues_create(NULL, 2, &cues), CT_ERR_ARGUMENT);
    assert_int_equal(ct_cues_create(standard, 3, &cues), CT_ERR_ARGUMENT);
    assert_int_equal(ct_cues_create(standard, 2, NULL), CT_ERR_ARGUMENT);
    assert_null(cues);
    assert_false(ct_cues_current(NULL, &cue));
    ct_cues_destroy(NULL);
    ct_standard_free(standard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_talk_has_no_cue),
        cmocka_unit_test(too_fast_comes_when_ten_seconds_are),
        cmocka_unit_test(too_slow_comes_when_ten_seconds_are),
        cmocka_unit_test(signs_of_listening_are_not_slow),
        cmocka_unit_test(flat_comes_and_goes_with_the_voice),
        cmocka_unit_test(level_cues_know_both_ends),
        cmocka_unit_test(shout_is_a_second_of_raised_voice),
        cmocka_unit_test(louder_line_is_no_shout),
        cmocka_unit_test(customer_louder_than_usual_is_told),
        cmocka_unit_test(talking_over_comes_with_its_first_second),
        cmocka_unit_test(listening_and_the_customer_are_not_talking_over),
        cmocka_unit_test(silence_comes_at_its_limit_and_ends_with_a_word),
        cmocka_unit_test(waiting_for_the_answer_is_no_silence),
        cmocka_unit_test(lost_audio_is_no_silence_and_no_hold),
        cmocka_unit_test(silence_after_the_agent_becomes_a_hold),
        cmocka_unit_test(hold_counts_from_where_music_began),
        cmocka_unit_test(music_leaves_nothing_behind),
        cmocka_unit_test(monologue_needs_a_silent_customer),
        cmocka_unit_test(what_hovers_at_its_limit_does_not_flicker),
        cmocka_unit_test(cues_of_a_value_rest_before_they_come_again),
        cmocka_unit_test(more_urgent_replaces_and_less_urgent_waits),
        cmocka_unit_test(what_is_off_never_comes),
        cmocka_unit_test(mixed_line_has_silence_alone),
        cmocka_unit_test(listening_may_begin_in_mid_call),
        cmocka_unit_test(texts_and_kinds_are_there_in_both_languages),
        cmocka_unit_test(wrong_use_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
