/* WAV headers that lie, as crashed, streaming and overgrown recorders leave them: the sound is read as far as it goes.
 */
#include "unit/source_files.h"

#define HEAD_BYTES 44 /* RIFF, WAVE, a fmt chunk of 16 bytes, the data chunk's head */

static void put32(unsigned char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

/* Where the sound begins. */
static size_t find_data(const unsigned char *wav, size_t n)
{
    size_t at = 12;
    while (at + 8 < n && memcmp(wav + at, "data", 4) != 0)
        at += 8 + (wav[at + 4] | (size_t)wav[at + 5] << 8);
    assert_true(at + 8 <= n);
    return at + 8;
}

/* A WAV of 10 s whose header then states `data_size` and `riff_size`. */
static void write_lying(const char *name, int format, int channels, uint32_t data_size, uint32_t riff_size)
{
    size_t n;
    assert_true(write_tone(in_folder(name), format, 8000, channels, 10.0));
    unsigned char *wav = load_bytes(in_folder(name), &n);
    put32(wav + 4, riff_size);
    put32(wav + find_data(wav, n) - 4, data_size);
    write_bytes(in_folder(name), wav, n);
    free(wav);
}

static const struct {
    int format, channels;
    double tolerance_s, tolerance_db; /* by the codec's block, and its noise */
} codecs[] = {
    {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 0.0, 0.01},   {SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 1, 0.0, 0.15},
    {SF_FORMAT_WAV | SF_FORMAT_PCM_24, 2, 0.0, 0.01},   {SF_FORMAT_WAV | SF_FORMAT_FLOAT, 2, 0.01, 0.01},
    {SF_FORMAT_WAV | SF_FORMAT_ALAW, 2, 0.0, 0.15},     {SF_FORMAT_WAV | SF_FORMAT_ULAW, 1, 0.0, 0.15},
    {SF_FORMAT_WAVEX | SF_FORMAT_ALAW, 2, 0.0, 0.15},   {SF_FORMAT_WAV | SF_FORMAT_GSM610, 1, 0.04, 1.0},
    {SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 2, 0.1, 0.5}, {SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 2, 0.1, 0.2},
};

static void a_header_without_a_length_is_read_to_the_end(void **state)
{
    static const uint32_t sizes[][2] = {
        {0, 0}, {0xffffffff, 0xffffffff}, {0, 36}, {0x7fffffdb, 0x7fffffff}, {0x80000000, 0x80000024}};
    for (size_t c = 0; c < sizeof codecs / sizeof codecs[0]; c++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            write_lying("crashed.wav", codecs[c].format, codecs[c].channels, sizes[i][0], sizes[i][1]);
            heard h = hear(in_folder("crashed.wav"), NULL);
            if (h.status != CT_OK)
                fail_msg("codec %x, size %x: %s", (unsigned)codecs[c].format, (unsigned)sizes[i][0], h.message.text);
            assert_words(h.notes, "gives no length");
            assert_true(fabs((double)h.frames / 8000.0 - 10.0) <= codecs[c].tolerance_s);
            assert_true(fabs(h.duration_s - 10.0) <= codecs[c].tolerance_s);
            assert_true(fabs(power_db(&h, 0, 1.0, 9.5) - TONE_POWER_DB) < codecs[c].tolerance_db);
            free(h.samples);
        }
    }
}

static void a_length_that_is_too_small_is_not_believed(void **state)
{
    write_lying("flushed.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 32000, 32036); /* 1 s */
    heard h = hear(in_folder("flushed.wav"), NULL);
    assert_int_equal(h.frames, 80000);
    assert_words(h.notes, "gives 1.0 s");
    assert_words(h.notes, "10.0 s");
    free(h.samples);
}

static void a_recording_cut_short_is_read_and_noted(void **state)
{
    for (size_t c = 0; c < sizeof codecs / sizeof codecs[0]; c++) {
        size_t n;
        assert_true(write_tone(in_folder("whole.wav"), codecs[c].format, 8000, codecs[c].channels, 10.0));
        unsigned char *wav = load_bytes(in_folder("whole.wav"), &n);
        size_t data = find_data(wav, n);
        write_bytes(in_folder("cut.wav"), wav, data + (n - data) * 2 / 5 + 1); /* 4 s and a broken frame */
        heard h = hear(in_folder("cut.wav"), NULL);
        assert_int_equal(h.status, CT_OK);
        assert_words(h.notes, "promises 10.");
        assert_words(h.notes, "the file holds ");
        if (fabs((double)h.frames / 8000.0 - 4.0) > codecs[c].tolerance_s + 0.001)
            fail_msg("codec %x: %zu frames", (unsigned)codecs[c].format, h.frames);
        free(h.samples);
        free(wav);
    }
}

static void a_block_cut_in_two_is_dropped(void **state)
{
    size_t n;
    assert_true(write_tone(in_folder("whole.wav"), SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1, 10.0));
    unsigned char *wav = load_bytes(in_folder("whole.wav"), &n);
    write_bytes(in_folder("cut.wav"), wav, find_data(wav, n) + 65 * 10 + 30); /* 65 bytes hold 320 samples */
    heard h = hear(in_folder("cut.wav"), NULL);
    assert_int_equal(h.status, CT_OK);
    assert_int_equal(h.frames, 3200);
    free(h.samples);
    free(wav);
}

static void a_header_cut_short_is_no_recording(void **state)
{
    size_t n;
    assert_true(write_tone(in_folder("whole.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 2, 1.0));
    unsigned char *wav = load_bytes(in_folder("whole.wav"), &n);
    for (size_t length = 1; length <= HEAD_BYTES; length++) {
        write_bytes(in_folder("head.wav"), wav, length);
        heard h = hear(in_folder("head.wav"), NULL);
        assert_int_equal(h.status, CT_ERR_FORMAT);
        assert_words(h.message.text, "head.wav: ");
    }
    free(wav);
}

static void put_chunk(FILE *file, const char *id, uint32_t stated, const void *content, size_t n)
{
    unsigned char size[4];
    put32(size, stated);
    fwrite(id, 1, 4, file);
    fwrite(size, 1, 4, file);
    fwrite(content, 1, n, file);
    if (n & 1)
        fputc(0, file);
}

/* 16-bit mono, 1 s of the value 1000, with the chunks of other programs around it. */
static void write_chunky(const char *name, uint32_t data_size, bool list_behind)
{
    static const unsigned char fmt[16] = {1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0};
    static int16_t sound[8000];
    FILE *file = fopen(in_folder(name), "wb");
    for (int i = 0; i < 8000; i++)
        sound[i] = 1000;
    fwrite("RIFF\0\0\0\0WAVE", 1, 12, file);
    put_chunk(file, "LIST", 5, "INFOx", 5); /* odd length, padded */
    put_chunk(file, "fmt ", 16, fmt, 16);
    put_chunk(file, "PAD ", 30, "data\0\0\0\0 is no chunk in here..", 30);
    put_chunk(file, "data", data_size, sound, sizeof sound);
    if (list_behind)
        put_chunk(file, "LIST", 4000, memset(sound, 'x', 4000), 4000);
    fclose(file);
}

static void foreign_chunks_are_stepped_over(void **state)
{
    static const struct {
        uint32_t size;
        bool behind, note;
    } cases[] = {{16000, false, false}, {16000, true, false}, {0, false, true}};
    for (size_t i = 0; i < 3; i++) {
        write_chunky("chunks.wav", cases[i].size, cases[i].behind);
        heard h = hear(in_folder("chunks.wav"), NULL);
        assert_int_equal(h.frames, 8000);
        assert_true(h.samples[0] == 1000.0f / 32768.0f && h.samples[7999] == 1000.0f / 32768.0f);
        assert_int_equal(h.notes[0] != 0, cases[i].note);
        free(h.samples);
    }
}

static void an_honest_zero_is_no_sound(void **state)
{
    static const unsigned char fmt[16] = {1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0};
    FILE *file = fopen(in_folder("zero.wav"), "wb");
    fwrite("RIFF\x40\0\0\0WAVE", 1, 12, file);
    put_chunk(file, "fmt ", 16, fmt, 16);
    put_chunk(file, "data", 0, "", 0);
    put_chunk(file, "LIST", 20, "INFOIART____nobody__", 20);
    fclose(file);
    heard h = hear(in_folder("zero.wav"), NULL);
    assert_int_equal(h.status, CT_ERR_FORMAT);
    assert_words(h.message.text, "0 s");
}

/* A sparse file of 5 GiB: 32-bit lengths have wrapped, the last second holds a tone. Only its edges are read here. */
static void more_than_4_gib_need_no_32_bit_length(void **state)
{
    const off_t gib = (off_t)1 << 30;
    write_lying("big.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 0, 0);
    if (truncate(in_folder("big.wav"), 5 * gib) != 0) {
        print_message("SKIP: no sparse files here\n");
        skip();
    }
    ct_source *source = NULL;
    ct_message message;
    float frames[64];
    size_t n = 0;
    assert_int_equal(ct_source_open(in_folder("big.wav"), NULL, &source, &message), CT_OK);
    assert_true(fabs(ct_source_describe(source)->duration_s - (double)(5 * gib - HEAD_BYTES) / 32000.0) < 0.001);
    assert_int_equal(ct_source_read(source, frames, 32, &n, &message), CT_OK);
    assert_true(n > 0 && fabsf(frames[2] - 0.35355f) < 1e-3f);
    ct_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_without_a_length_is_read_to_the_end),
        cmocka_unit_test(a_length_that_is_too_small_is_not_believed),
        cmocka_unit_test(a_recording_cut_short_is_read_and_noted),
        cmocka_unit_test(a_block_cut_in_two_is_dropped),
        cmocka_unit_test(a_header_cut_short_is_no_recording),
        cmocka_unit_test(foreign_chunks_are_stepped_over),
        cmocka_unit_test(an_honest_zero_is_no_sound),
        cmocka_unit_test(more_than_4_gib_need_no_32_bit_length),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
