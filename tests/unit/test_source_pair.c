/* A call in two files: the agent on channel 0, each at its own rate, the shorter one followed by silence. */
#include "unit/source_files.h"

static void the_agent_is_on_channel_0(void **state)
{
    assert_true(write_tone(in_folder("a.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 1.0));
    write_bytes(in_folder("b.sln"), (char[16000]){0}, 16000);
    heard h = hear_pair(in_folder("a.wav"), in_folder("b.sln"), NULL);
    assert_int_equal(h.status, CT_OK);
    assert_int_equal(h.channels, 2);
    assert_string_equal(h.encoding, "WAV + raw pair");
    assert_string_equal(h.notes, "");
    assert_true(fabs(power_db(&h, 0, 0.0, 1.0) - TONE_POWER_DB) < 0.01);
    assert_true(power_db(&h, 1, 0.0, 1.0) < -190.0);
    free(h.samples);
}

static void the_shorter_side_is_followed_by_silence(void **state)
{
    assert_true(write_tone(in_folder("long.wav"), SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8000, 1, 5.5));
    assert_true(write_tone(in_folder("short.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 2.25));
    for (unsigned shorter = 0; shorter < 2; shorter++) {
        heard h = hear_pair(in_folder(shorter == 0 ? "short.wav" : "long.wav"),
                            in_folder(shorter == 0 ? "long.wav" : "short.wav"), NULL);
        assert_int_equal(h.frames, 44000);
        assert_true(fabs(h.duration_s - 5.5) < 1e-6);
        assert_true(fabs(power_db(&h, shorter, 0.0, 2.25) - TONE_POWER_DB) < 0.05);
        assert_true(power_db(&h, shorter, 2.25, 5.5) < -190.0);
        assert_true(fabs(power_db(&h, 1 - shorter, 0.0, 5.5) - TONE_POWER_DB) < 0.05);
        assert_words(h.notes, shorter == 0 ? "the agent's file is 3.25 s shorter than the customer's"
                                           : "the customer's file is 3.25 s shorter than the agent's");
        free(h.samples);
    }
}

static void sides_may_have_different_rates(void **state)
{
    assert_true(write_tone(in_folder("a16.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16000, 1, 2.0));
    assert_true(write_tone(in_folder("b44.wav"), SF_FORMAT_WAV | SF_FORMAT_FLOAT, 44100, 1, 2.0));
    heard h = hear_pair(in_folder("a16.wav"), in_folder("b44.wav"), NULL);
    assert_int_equal(h.rate_hz, 16000);
    assert_words(h.notes, "16000 Hz, the customer's 44100 Hz");
    assert_null(strstr(h.notes, "shorter"));
    for (size_t i = 1600; i < 14400; i++) /* the same tone at the same time, to within what 16 bits and filters leave */
        assert_true(fabsf(h.samples[2 * i] - h.samples[2 * i + 1]) < 2e-4f);
    free(h.samples);
}

static void capacity_never_changes_a_pair(void **state)
{
    static const size_t capacities[] = {1, 7, 160, 65536};
    heard first = {0};
    assert_true(write_tone(in_folder("a.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16000, 1, 0.7));
    assert_true(write_tone(in_folder("b.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 1.1));
    for (size_t i = 0; i < 4; i++) {
        ct_source *source = NULL;
        assert_int_equal(ct_source_open_pair(in_folder("a.wav"), in_folder("b.wav"), NULL, &source, NULL), CT_OK);
        heard h = read_all(source, capacities[i]);
        if (i == 0)
            first = h;
        assert_int_equal(h.frames, first.frames);
        assert_memory_equal(h.samples, first.samples, h.frames * 2 * sizeof *h.samples);
        assert_string_equal(h.notes, first.notes);
        if (i > 0)
            free(h.samples);
    }
    free(first.samples);
}

static void the_faulty_side_is_named(void **state)
{
    assert_true(write_tone(in_folder("good.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 1.0));
    assert_true(write_tone(in_folder("stereo.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 2, 1.0));
    write_bytes(in_folder("letter.wav"), "Dear colleague, here is the call you asked for", 46);
    static const struct {
        const char *agent, *customer, *named, *words;
        ct_status status;
    } cases[] = {{"good.wav", "letter.wav", "letter.wav: ", "text", CT_ERR_FORMAT},
                 {"letter.wav", "good.wav", "letter.wav: ", "text", CT_ERR_FORMAT},
                 {"good.wav", "stereo.wav", "stereo.wav: ", "two channels", CT_ERR_FORMAT},
                 {"stereo.wav", "good.wav", "stereo.wav: ", "two channels", CT_ERR_FORMAT},
                 {"good.wav", "gone.wav", "gone.wav: ", "no such file", CT_ERR_OPEN}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        heard h = hear_pair(in_folder(cases[i].agent), in_folder(cases[i].customer), NULL);
        assert_int_equal(h.status, cases[i].status);
        assert_words(h.message.text, cases[i].named);
        assert_words(h.message.text, cases[i].words);
    }
    heard both = hear_pair("-", "-", &(ct_raw_format){CT_PCM_S16, 8000, 1});
    assert_int_equal(both.status, CT_ERR_ARGUMENT);
}

static void a_mended_side_says_which(void **state)
{
    size_t n;
    assert_true(write_tone(in_folder("a.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 1.0));
    unsigned char *wav = load_bytes(in_folder("a.wav"), &n);
    memset(wav + 40, 0, 4);
    write_bytes(in_folder("b.wav"), wav, n);
    heard h = hear_pair(in_folder("a.wav"), in_folder("b.wav"), NULL);
    assert_words(h.notes, "customer: the WAV header gives no length");
    free(h.samples);
    free(wav);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_agent_is_on_channel_0),      cmocka_unit_test(the_shorter_side_is_followed_by_silence),
        cmocka_unit_test(sides_may_have_different_rates), cmocka_unit_test(capacity_never_changes_a_pair),
        cmocka_unit_test(the_faulty_side_is_named),       cmocka_unit_test(a_mended_side_says_which),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
