/* What cannot be analysed is refused with a message that names the file, the cause and a way out. */
#include "unit/source_files.h"

#include <errno.h>

/* Refused, in one line that begins with the file's name and says all of `words` ('|' between them). */
static void assert_refused(heard h, ct_status status, const char *name, const char *words)
{
    char each[256];
    free(h.samples);
    if (h.status != status)
        fail_msg("status %d instead of %d: %s", h.status, status, h.message.text);
    assert_words(h.message.text, name);
    assert_words(h.message.text_zh, name);
    assert_chinese(h.message.text, h.message.text_zh);
    assert_null(strchr(h.message.text, '\n'));
    assert_true(strlen(h.message.text) > strlen(name) + 20);
    snprintf(each, sizeof each, "%s", words);
    for (char *word = strtok(each, "|"); word; word = strtok(NULL, "|"))
        assert_words(h.message.text, word);
}

static void refuse_file(const char *name, ct_status status, const char *words)
{
    assert_refused(hear(in_folder(name), NULL), status, name, words);
}

static void missing_files_and_folders_are_named(void **state)
{
    refuse_file("missing.wav", CT_ERR_OPEN, "no such file|check the name");
    assert_int_equal(mkdir(in_folder("night"), 0700), 0);
    refuse_file("night", CT_ERR_OPEN, "a folder|name the files in it");
    refuse_file("night/0412.wav", CT_ERR_OPEN, "no such file");
    rmdir(in_folder("night"));
    assert_refused(hear("", NULL), CT_ERR_OPEN, "\"\"", "no such file");
}

static void a_file_without_permission_is_refused(void **state)
{
    if (geteuid() == 0) {
        print_message("SKIP: root may read everything\n");
        skip();
    }
    write_bytes(in_folder("secret.wav"), "RIFF", 4);
    chmod(in_folder("secret.wav"), 0);
    refuse_file("secret.wav", CT_ERR_OPEN, "no permission");
}

static void empty_text_and_noise_are_no_recordings(void **state)
{
    unsigned char noise[5000];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)((seed = seed * 1664525u + 1013904223u) >> 24);
    write_bytes(in_folder("empty.wav"), "", 0);
    refuse_file("empty.wav", CT_ERR_FORMAT, "empty|0 bytes|fetch");
    write_bytes(in_folder("page.wav"), "<!DOCTYPE html>\n<p>not found", 28);
    refuse_file("page.wav", CT_ERR_FORMAT, "text|<!DOCTYPE html>\"|fetch");
    write_bytes(in_folder("zh.txt"), "录音不存在,请联系管理员。录音不存在,请联系管理员。", 72);
    refuse_file("zh.txt", CT_ERR_FORMAT, "text|录音不存在");
    write_bytes(in_folder("noise.dat"), noise, sizeof noise);
    refuse_file("noise.dat", CT_ERR_FORMAT, "libsndfile|--raw");
}

static void a_recording_of_0_s_is_refused(void **state)
{
    static const int formats[] = {SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_WAV | SF_FORMAT_ALAW,
                                  SF_FORMAT_AU | SF_FORMAT_ULAW};
    for (size_t i = 0; i < 3; i++) {
        assert_true(write_tone(in_folder("nothing.wav"), formats[i], 8000, 2, 0.0));
        refuse_file("nothing.wav", CT_ERR_FORMAT, "0 s");
    }
    write_bytes(in_folder("one.sln"), "x", 1); /* half a sample */
    refuse_file("one.sln", CT_ERR_FORMAT, "0 s");
}

static void channels_and_rates_out_of_range_are_refused(void **state)
{
    size_t n;
    assert_true(write_tone(in_folder("three.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 3, 0.1));
    refuse_file("three.wav", CT_ERR_FORMAT, "3 channels|remix 1 2");
    assert_true(write_tone(in_folder("three.flac"), SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 8000, 3, 0.1));
    refuse_file("three.flac", CT_ERR_FORMAT, "3 channels|remix 1 2");
    assert_true(write_tone(in_folder("slow.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 5999, 1, 0.1));
    refuse_file("slow.wav", CT_ERR_FORMAT, "5999 Hz|6000 to 48000|sox");
    assert_true(write_tone(in_folder("fast.au"), SF_FORMAT_AU | SF_FORMAT_PCM_16, 96000, 1, 0.1));
    refuse_file("fast.au", CT_ERR_FORMAT, "96000 Hz|6000 to 48000|sox");
    unsigned char *wav = load_bytes(in_folder("slow.wav"), &n);
    wav[22] = 0;
    write_bytes(in_folder("zero.wav"), wav, n);
    refuse_file("zero.wav", CT_ERR_FORMAT, "zero channels|--raw");
    free(wav);
}

static void write_float_with(const char *path, long at, float value, int rate_hz)
{
    SF_INFO info = {.samplerate = rate_hz, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    for (long i = 0; i < 3L * rate_hz; i++) {
        float frame[2] = {0.1f, i == at ? value : 0.1f};
        sf_writef_float(file, frame, 1);
    }
    sf_close(file);
}

static void a_sample_that_is_no_number_names_its_second(void **state)
{
    write_float_with(in_folder("nan.wav"), 20000, (float)NAN, 8000);
    refuse_file("nan.wav", CT_ERR_FORMAT, "2.500 s|NaN|16-bit");
    write_float_with(in_folder("inf.wav"), 32000, -(float)INFINITY, 16000);
    refuse_file("inf.wav", CT_ERR_FORMAT, "2.000 s|infinite");
    write_float_with(in_folder("first.wav"), 0, (float)NAN, 8000);
    refuse_file("first.wav", CT_ERR_FORMAT, "0.000 s|NaN");
}

static void samples_beyond_reason_are_held(void **state)
{
    write_float_with(in_folder("huge.wav"), 100, 1e30f, 8000);
    heard h = hear(in_folder("huge.wav"), NULL);
    assert_int_equal(h.status, CT_OK);
    assert_true(h.samples[201] == 16.0f);
    assert_true(h.samples[199] == 0.1f);
    free(h.samples);
}

/* The first part of a file; `cut` is a share of it. */
static void cut_file(const char *from, const char *to, double cut)
{
    size_t n;
    unsigned char *bytes = load_bytes(in_folder(from), &n);
    write_bytes(in_folder(to), bytes, (size_t)((double)n * cut));
    free(bytes);
}

static void a_compressed_recording_cut_short_is_refused(void **state)
{
    static const struct {
        const char *name, *cut;
        int format;
    } files[] = {{"whole.flac", "cut.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
                 {"whole.ogg", "cut.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
                 {"whole.opus", "cut.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS},
                 {"whole.mp3", "cut.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (!write_tone(in_folder(files[i].name), files[i].format, 16000, 1, 20.0)) {
            print_message("SKIP %s: this libsndfile does not write it\n", files[i].name);
            continue;
        }
        cut_file(files[i].name, files[i].cut, 0.6);
        heard h = hear(in_folder(files[i].cut), NULL);
        assert_refused(h, h.status == CT_ERR_READ ? CT_ERR_READ : CT_ERR_FORMAT, files[i].cut, "cut short|ffmpeg");
    }
}

static void mp3_files_put_together_are_refused(void **state)
{
    size_t n;
    if (!write_tone(in_folder("one.mp3"), SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 16000, 1, 5.0)) {
        print_message("SKIP: this libsndfile writes no MP3\n");
        skip();
    }
    unsigned char *one = load_bytes(in_folder("one.mp3"), &n), *two = malloc(2 * n);
    memcpy(two, one, n);
    memcpy(two + n, one, n);
    write_bytes(in_folder("two.mp3"), two, 2 * n);
    refuse_file("two.mp3", CT_ERR_FORMAT, "put together|ffmpeg");
    free(one);
    free(two);
}

/* libsndfile alone would stop by a guess from the first frame's bit rate, which is that of silence here. */
static void an_mp3_without_a_length_is_read_to_its_end(void **state)
{
    size_t n, start = 0;
    SF_INFO info = {.samplerate = 16000, .channels = 1, .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
    SNDFILE *file = sf_open(in_folder("tagged.mp3"), SFM_WRITE, &info);
    if (!file) {
        print_message("SKIP: this libsndfile writes no MP3\n");
        skip();
    }
    int mode = SF_BITRATE_MODE_VARIABLE;
    sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
    unsigned seed = 1;
    for (long i = 0; i < 20 * 16000; i++) {
        seed = seed * 1664525u + 1013904223u;
        float sample = i < 5 * 16000 ? (float)(seed >> 8) / (float)(1u << 24) - 0.5f : 0.0f;
        sf_writef_float(file, &sample, 1);
    }
    sf_close(file);
    unsigned char *mp3 = load_bytes(in_folder("tagged.mp3"), &n);
    while (start + 4 < n && memcmp(mp3 + start, "Xing", 4) != 0 && memcmp(mp3 + start, "Info", 4) != 0)
        start++;
    while (start + 1 < n && !(mp3[start] == 0xff && (mp3[start + 1] & 0xe0) == 0xe0))
        start++; /* the frame after the one that states the length */
    assert_true(start + 1 < n);
    write_bytes(in_folder("bare.mp3"), mp3 + start, n - start);
    heard h = hear(in_folder("bare.mp3"), NULL);
    assert_int_equal(h.status, CT_OK);
    assert_true(h.duration_s < 0.0);
    assert_true(fabs((double)h.frames / 8000.0 - 20.0) < 0.2); /* the encoder's delay and last frame */
    free(h.samples);
    free(mp3);
}

static void odd_names_work_and_stay_in_one_line(void **state)
{
    static const char *const names[] = {"two words.wav", "new\nline.wav",   "-r.wav",       "录音 0412.wav",
                                        "\xff\xfe.wav",  "\x1b[31mred.wav", "tab\there.wav"};
    char name[256];
    memset(name, 'n', 251);
    memcpy(name + 251, ".wav", 5);
    for (size_t i = 0; i <= sizeof names / sizeof names[0]; i++) {
        const char *path = in_folder(i < sizeof names / sizeof names[0] ? names[i] : name);
        assert_true(write_tone(path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 0.1));
        heard h = hear(path, NULL);
        assert_int_equal(h.status, CT_OK);
        free(h.samples);
        remove(path);
        h = hear(path, NULL);
        assert_int_equal(h.status, CT_ERR_OPEN);
        for (const char *c = h.message.text; *c; c++)
            assert_true((unsigned char)*c >= 0x20);
        assert_words(h.message.text, ".wav: no such file");
    }
    assert_words(hear(in_folder("new\nline.wav"), NULL).message.text, "/new?line.wav: ");
    assert_words(hear(in_folder("录音.wav"), NULL).message.text, "/录音.wav: ");
    assert_words(hear(in_folder("\xff\xfe.wav"), NULL).message.text, "/??.wav: ");
    assert_words(hear(in_folder(name), NULL).message.text, "...nnn");
}

static void a_name_that_begins_with_a_dash_is_a_file(void **state)
{
    char before[1024];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    assert_true(write_tone("-x.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 1, 0.1));
    heard h = hear("-x.wav", NULL);
    assert_int_equal(h.status, CT_OK);
    assert_int_equal(h.frames, 800);
    free(h.samples);
    assert_int_equal(chdir(before), 0);
}

static void a_null_argument_is_an_argument_error(void **state)
{
    ct_source *source = NULL;
    assert_int_equal(ct_source_open(NULL, NULL, &source, NULL), CT_ERR_ARGUMENT);
    assert_int_equal(ct_source_open("x", NULL, NULL, NULL), CT_ERR_ARGUMENT);
    assert_int_equal(ct_source_open_pair("x", NULL, NULL, &source, NULL), CT_ERR_ARGUMENT);
    assert_int_equal(ct_source_open(in_folder("missing"), NULL, &source, NULL), CT_ERR_OPEN); /* no message asked for */
    assert_null(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_files_and_folders_are_named),
        cmocka_unit_test(a_file_without_permission_is_refused),
        cmocka_unit_test(empty_text_and_noise_are_no_recordings),
        cmocka_unit_test(a_recording_of_0_s_is_refused),
        cmocka_unit_test(channels_and_rates_out_of_range_are_refused),
        cmocka_unit_test(a_sample_that_is_no_number_names_its_second),
        cmocka_unit_test(samples_beyond_reason_are_held),
        cmocka_unit_test(a_compressed_recording_cut_short_is_refused),
        cmocka_unit_test(mp3_files_put_together_are_refused),
        cmocka_unit_test(an_mp3_without_a_length_is_read_to_its_end),
        cmocka_unit_test(odd_names_work_and_stay_in_one_line),
        cmocka_unit_test(a_name_that_begins_with_a_dash_is_a_file),
        cmocka_unit_test(a_null_argument_is_an_argument_error),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
