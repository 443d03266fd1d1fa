/* Recordings for the tests of audio in: a folder of their own, tones written by libsndfile, and reading to the end. */
#ifndef CT_TESTS_SOURCE_FILES_H
#define CT_TESTS_SOURCE_FILES_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calltone/source.h"

#define PI            3.14159265358979323846
#define TONE_HZ       1000.0
#define TONE_PEAK     0.5
#define TONE_POWER_DB (20.0 * log10(TONE_PEAK / sqrt(2.0)))

static char folder[64];

static inline int make_folder(void **state)
{
    strcpy(folder, "/tmp/calltone-source-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int drop_folder(void **state)
{
    char path[1024];
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.')
            remove(path);
    }
    if (dir)
        closedir(dir);
    return rmdir(folder);
}

/* The path of a file in the tests' folder; valid for eight more calls. */
static inline const char *in_folder(const char *name)
{
    static char paths[8][1024];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static inline void write_bytes(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* The whole file, freed by the caller. */
static inline unsigned char *load_bytes(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *n = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*n + 1);
    assert_int_equal(fread(bytes, 1, *n, file), *n);
    fclose(file);
    return bytes;
}

/* 1 kHz on every channel, the second at half the level. False where this libsndfile cannot write the format. */
static inline bool write_tone(const char *path, int sf_format, int rate_hz, int channels, double seconds)
{
    SF_INFO info = {.samplerate = rate_hz, .channels = channels, .format = sf_format};
    if (!sf_format_check(&info))
        return false;
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    if (!file)
        return false;
    long n = lround(seconds * rate_hz);
    float *frames = malloc(((size_t)n * (size_t)channels + 1) * sizeof *frames);
    for (long i = 0; i < n * channels; i++)
        frames[i] = (float)(TONE_PEAK / (double)(i % channels + 1) *
                            sin(2.0 * PI * TONE_HZ * (double)(i / channels) / rate_hz));
    assert_int_equal(sf_writef_float(file, frames, n), n);
    free(frames);
    assert_int_equal(sf_close(file), 0);
    return true;
}

/* All that a source gave. */
typedef struct heard {
    float *samples; /* interleaved */
    size_t frames;
    unsigned channels, rate_hz;
    double duration_s;
    char encoding[64];
    char notes[1024]; /* each followed by a newline */
    ct_status status;
    ct_message message;
} heard;

/* Said in Chinese too, and not in English again. */
static inline void assert_chinese(const char *en, const char *zh)
{
    size_t n_chinese = 0;
    for (const char *c = zh; *c; c++)
        n_chinese += (*c & 0xf0) == 0xe0; /* begins a character of three bytes, as Chinese ones are */
    if (strcmp(en, zh) == 0 || n_chinese < 4)
        fail_msg("of \"%s\" the Chinese is \"%s\"", en, zh);
}

/* Reads on to the end in pieces of `capacity` frames and closes the source. */
static inline heard read_all(ct_source *source, size_t capacity)
{
    const ct_source_info *info = ct_source_describe(source);
    heard h = {.channels = info->channels, .rate_hz = info->rate_hz, .duration_s = info->duration_s};
    size_t room = 0, n = 0;
    strcpy(h.encoding, info->encoding);
    do {
        if (room < h.frames + capacity) {
            room = 2 * (h.frames + capacity);
            h.samples = realloc(h.samples, room * h.channels * sizeof *h.samples);
            assert_non_null(h.samples);
        }
        h.status = ct_source_read(source, h.samples + h.frames * h.channels, capacity, &n, &h.message);
        assert_true(n <= capacity);
        h.frames += n;
    } while (h.status == CT_OK && n > 0);
    for (size_t i = 0; info->notes[i]; i++) {
        strncat(h.notes, info->notes[i], sizeof h.notes - strlen(h.notes) - 1);
        strncat(h.notes, "\n", sizeof h.notes - strlen(h.notes) - 1);
        assert_chinese(info->notes[i], info->notes_zh[i]);
    }
    ct_source_close(source);
    return h;
}

/* Opens and reads all; where opening fails, `status` and `message` are all there is. Free the samples. */
static inline heard hear(const char *path, const ct_raw_format *raw)
{
    ct_source *source = NULL;
    heard h = {0};
    h.status = ct_source_open(path, raw, &source, &h.message);
    if (h.status == CT_OK)
        return read_all(source, 4096);
    assert_null(source);
    return h;
}

static inline heard hear_pair(const char *agent, const char *customer, const ct_raw_format *raw)
{
    ct_source *source = NULL;
    heard h = {0};
    h.status = ct_source_open_pair(agent, customer, raw, &source, &h.message);
    return h.status == CT_OK ? read_all(source, 4096) : h;
}

/* Mean power in dB of a channel between two times. */
static inline double power_db(const heard *h, unsigned channel, double from_s, double to_s)
{
    double sum = 0.0;
    size_t from = (size_t)(from_s * 8000.0), to = (size_t)(to_s * 8000.0);
    assert_true(to <= h->frames && from < to);
    for (size_t i = from; i < to; i++)
        sum += pow(h->samples[i * h->channels + channel], 2.0);
    return 10.0 * log10(sum / (double)(to - from) + 1e-20);
}

static inline void assert_words(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" does not say \"%s\"", text, words);
}

#endif
