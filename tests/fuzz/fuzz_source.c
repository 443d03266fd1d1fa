/*
 * Any file at all may be given to ct_source_open(): none may crash it, hang it or yield a sample that is no number.
 *
 * The first byte of the input chooses how the rest is read: by what it holds, as headerless samples, or as both sides
 * of a pair. Seeds: tests/fuzz/fuzz_source_seeds.sh FOLDER. To run, from the root of the project:
 *
 *   clang -std=c11 -g -O1 -D_POSIX_C_SOURCE=200809L -fsanitize=fuzzer,address,undefined -Iinclude -Isrc \
 *         tests/fuzz/fuzz_source.c $(find src/io -name '*.c') -lsndfile -lsoxr -lm -o fuzz_source
 *   ASAN_OPTIONS=detect_leaks=0 ./fuzz_source -close_fd_mask=3 -max_len=20000 -timeout=10 FOLDER
 *
 * Without leak detection, because libsndfile 1.2.0 itself leaks when it gives up on a broken Ogg file; leaks of ours
 * are looked for in the unit tests.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calltone/source.h"

#define FRAMES_MAX 2000000 /* 250 s; a small file may stand for hours of sound */
#define CAPACITY   4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One file for all inputs, rewritten for each. */
static const char *put_into_file(const uint8_t *data, size_t size)
{
    static char path[] = "/tmp/calltone-fuzz-XXXXXX";
    static int fd = -1;
    if (fd < 0)
        fd = mkstemp(path);
    if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
    return path;
}

static void read_to_end(ct_source *source)
{
    static float frames[2 * CAPACITY];
    const ct_source_info *info = ct_source_describe(source);
    ct_message message;
    size_t n = 0, all = 0;
    if (info->channels < 1 || info->channels > 2 || info->rate_hz < 6000 || info->rate_hz > 48000)
        abort();
    while (all < FRAMES_MAX && ct_source_read(source, frames, CAPACITY, &n, &message) == CT_OK && n > 0) {
        for (size_t i = 0; i < n * info->channels; i++) {
            if (!isfinite(frames[i]))
                abort();
        }
        all += n;
    }
    ct_source_close(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_source *source = NULL;
    ct_message message = {0};
    if (size < 1)
        return 0;
    const char *path = put_into_file(data + 1, size - 1);
    ct_raw_format raw = {(ct_encoding)(data[0] & 7), data[0] & 16 ? 44100 : 8000, data[0] & 8 ? 2 : 1};
    ct_status status = data[0] < 128   ? ct_source_open(path, NULL, &source, &message)
                       : data[0] < 192 ? ct_source_open(path, &raw, &source, &message)
                                       : ct_source_open_pair(path, path, NULL, &source, &message);
    if (status == CT_OK)
        read_to_end(source);
    else if (source || !message.text[0] || strchr(message.text, '\n'))
        abort();
    return 0;
}
