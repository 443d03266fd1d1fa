/* Headerless samples: how they are told, from files, from a pipe on standard input, and interrupted. */
#include "unit/source_files.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static void a_raw_format_has_defaults(void **state)
{
    static const struct {
        const char *text;
        ct_raw_format expected;
    } cases[] = {{"s16", {CT_PCM_S16, 8000, 1}},          {"s16,16000", {CT_PCM_S16, 16000, 1}},
                 {"s24,44100,2", {CT_PCM_S24, 44100, 2}}, {"s32,6000,1", {CT_PCM_S32, 6000, 1}},
                 {"f32,48000,2", {CT_PCM_F32, 48000, 2}}, {"ulaw,8000,1", {CT_ULAW, 8000, 1}},
                 {"ALAW,8000,2", {CT_ALAW, 8000, 2}},     {"vox,6000", {CT_VOX, 6000, 1}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ct_raw_format format = {0};
        assert_int_equal(ct_raw_format_parse(cases[i].text, &format, NULL), CT_OK);
        assert_int_equal(format.encoding, cases[i].expected.encoding);
        assert_int_equal(format.rate_hz, cases[i].expected.rate_hz);
        assert_int_equal(format.channels, cases[i].expected.channels);
    }
}

static void a_wrong_raw_format_says_what_is_right(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {{"", "s16, s24, s32, f32, ulaw, alaw, vox"},
                 {"s17", "s16, s24"},
                 {"s1", "s16, s24"},
                 {"s16x,8000", "s16, s24"},
                 {"s16,", "and no more"},
                 {"s16,8k", "a rate in Hz"},
                 {"s16,-8000", "a rate in Hz"},
                 {"s16,99999999999999999999", "a rate in Hz"},
                 {"s16,5999", "6000 to 48000"},
                 {"s16,48001", "6000 to 48000"},
                 {"s16,8000,", "and no more"},
                 {"s16,8000,0", "1 or 2"},
                 {"s16,8000,3", "1 or 2"},
                 {"s16,8000,two", "1 or 2"},
                 {"s16,8000,2,4", "and no more"},
                 {"vox,8000,2", "one channel"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ct_raw_format format = {CT_ALAW, 1, 1};
        ct_message message = {0};
        assert_int_equal(ct_raw_format_parse(cases[i].text, &format, &message), CT_ERR_ARGUMENT);
        assert_words(message.text, cases[i].words);
        assert_int_equal(format.rate_hz, 1); /* untouched */
    }
}

/* What comes out when `n` bytes go into a pipe on standard input, in pieces of `piece` bytes. */
static heard hear_piped(const void *bytes, size_t n, size_t piece, const ct_raw_format *raw)
{
    int ends[2], before = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        for (size_t at = 0; at < n; at += piece) {
            size_t now = n - at < piece ? n - at : piece;
            if (write(ends[1], (const char *)bytes + at, now) != (ssize_t)now)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    heard h = hear("-", raw);
    dup2(before, STDIN_FILENO);
    close(before);
    waitpid(child, NULL, 0);
    return h;
}

static void assert_same(const heard *a, const heard *b)
{
    assert_int_equal(a->status, CT_OK);
    assert_int_equal(b->status, CT_OK);
    assert_int_equal(a->frames, b->frames);
    assert_memory_equal(a->samples, b->samples, a->frames * a->channels * sizeof *a->samples);
}

static void a_pipe_equals_a_file(void **state)
{
    static const ct_raw_format formats[] = {{CT_PCM_S16, 8000, 2},  {CT_PCM_S16, 44100, 2}, {CT_PCM_S24, 8000, 2},
                                            {CT_PCM_F32, 16000, 1}, {CT_ULAW, 8000, 1},     {CT_ALAW, 6000, 2},
                                            {CT_VOX, 8000, 1}};
    static unsigned char bytes[48000];
    unsigned seed = 7;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((seed = seed * 1664525u + 1013904223u) >> 24);
    for (size_t i = 3; i < sizeof bytes; i += 4)
        bytes[i] &= 0xbe; /* as floats they stay below 1 */
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        write_bytes(in_folder("raw.bin"), bytes, sizeof bytes);
        heard file = hear(in_folder("raw.bin"), &formats[i]);
        heard pipe = hear_piped(bytes, sizeof bytes, 1001, &formats[i]);
        assert_same(&file, &pipe);
        assert_true(file.duration_s > 0.0);
        assert_true(pipe.duration_s < 0.0);
        assert_string_equal(file.encoding, pipe.encoding);
        assert_string_equal(pipe.notes, "");
        free(file.samples);
        free(pipe.samples);
    }
}

static void a_partial_last_frame_is_dropped_with_a_note(void **state)
{
    static const unsigned char bytes[] = {1, 2, 3, 4, 5, 6, 7};
    const ct_raw_format stereo = {CT_PCM_S16, 8000, 2};
    write_bytes(in_folder("seven"), bytes, sizeof bytes);
    heard file = hear(in_folder("seven"), &stereo), pipe = hear_piped(bytes, sizeof bytes, 7, &stereo);
    assert_int_equal(file.frames, 1);
    assert_same(&file, &pipe);
    assert_string_equal(file.notes, "the last 3 bytes are no whole frame of 4 and were dropped\n");
    assert_string_equal(file.notes, pipe.notes);
    free(file.samples);
    free(pipe.samples);
}

static void standard_input_needs_a_format_and_sound(void **state)
{
    heard h = hear_piped("RIFF", 4, 4, NULL);
    assert_int_equal(h.status, CT_ERR_FORMAT);
    assert_words(h.message.text, "standard input: ");
    assert_words(h.message.text, "--raw s16,8000,2");
    h = hear_piped("", 0, 1, &(ct_raw_format){CT_PCM_S16, 8000, 1});
    assert_int_equal(h.status, CT_ERR_FORMAT);
    assert_words(h.message.text, "standard input: holds no sound");
}

static void alarm_rang(int signal)
{
}

/* Signals interrupt reads that wait; none of the sound may be lost. */
static void an_interrupted_read_goes_on(void **state)
{
    int ends[2], before = dup(STDIN_FILENO);
    struct sigaction action = {.sa_handler = alarm_rang}, old;
    struct timespec rest = {0, 20000000};
    sigaction(SIGUSR1, &action, &old); /* no SA_RESTART: reads fail with EINTR */
    assert_int_equal(pipe(ends), 0);
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        for (int i = 0; i < 10; i++) {
            nanosleep(&rest, NULL);
            kill(parent, SIGUSR1);
            nanosleep(&rest, NULL);
            if (write(ends[1], "\1\2\3", 3) != 3)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    heard h = hear("-", &(ct_raw_format){CT_PCM_S16, 8000, 1});
    dup2(before, STDIN_FILENO);
    close(before);
    waitpid(child, NULL, 0);
    sigaction(SIGUSR1, &old, NULL);
    assert_int_equal(h.status, CT_OK);
    assert_int_equal(h.frames, 15);
    free(h.samples);
}

static void a_raw_file_is_told_by_its_name_unless_it_has_a_header(void **state)
{
    assert_true(
        write_tone(in_folder("wide.sln16"), SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 16000, 1, 1.0));
    heard h = hear(in_folder("wide.sln16"), NULL);
    assert_int_equal(h.rate_hz, 16000);
    assert_int_equal(h.frames, 8000);
    free(h.samples);
    assert_true(write_tone(in_folder("really-a-wav.gsm"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 2, 1.0));
    h = hear(in_folder("really-a-wav.gsm"), NULL);
    assert_string_equal(h.encoding, "WAV, 16 bit");
    assert_int_equal(h.frames, 8000);
    free(h.samples);
}

static void gsm_stops_at_its_last_whole_block(void **state)
{
    size_t n;
    assert_true(write_tone(in_folder("whole.gsm"), SF_FORMAT_RAW | SF_FORMAT_GSM610, 8000, 1, 1.0));
    unsigned char *gsm = load_bytes(in_folder("whole.gsm"), &n);
    write_bytes(in_folder("cut.gsm"), gsm, 33 * 10 + 5);
    heard h = hear(in_folder("cut.gsm"), NULL);
    assert_int_equal(h.frames, 1600); /* ten blocks of 20 ms */
    assert_words(h.notes, "5 bytes");
    free(h.samples);
    free(gsm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_raw_format_has_defaults),
        cmocka_unit_test(a_wrong_raw_format_says_what_is_right),
        cmocka_unit_test(a_pipe_equals_a_file),
        cmocka_unit_test(a_partial_last_frame_is_dropped_with_a_note),
        cmocka_unit_test(standard_input_needs_a_format_and_sound),
        cmocka_unit_test(an_interrupted_read_goes_on),
        cmocka_unit_test(a_raw_file_is_told_by_its_name_unless_it_has_a_header),
        cmocka_unit_test(gsm_stops_at_its_last_whole_block),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
