/* A call as a small file: read back by libsndfile, it lasts as long, has both sides, and is small. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sndfile.h>

#include "calltone/calltone.h"
#include "calltone/opus.h"
#include "calltone/source.h"

#define SECONDS 20
#define FRAMES  (SECONDS * CT_RATE_HZ)

static float frames[2 * FRAMES];

static void encode(size_t piece, const unsigned char **bytes, size_t *size, ct_opus **out)
{
    assert_int_equal(ct_opus_create(2, out), CT_OK);
    for (size_t at = 0; at < FRAMES; at += piece) {
        size_t here = FRAMES - at < piece ? FRAMES - at : piece;
        assert_int_equal(ct_opus_push(*out, frames + 2 * at, here), CT_OK);
    }
    assert_int_equal(ct_opus_finish(*out, bytes, size), CT_OK);
    assert_int_equal(ct_opus_push(*out, frames, 1), CT_ERR_FINISHED);
}

/* A tone on the left for 10 s, then one on the right. */
static void both_sides_and_the_length_are_kept(void **state)
{
    for (size_t i = 0; i < FRAMES; i++) {
        float tone = 0.3f * sinf(3141.5927f * (float)i / CT_RATE_HZ);
        frames[2 * i] = i < FRAMES / 2 ? tone : 0;
        frames[2 * i + 1] = i < FRAMES / 2 ? 0 : 8 * tone; /* beyond full scale: held, not wrapped */
    }
    const unsigned char *bytes = NULL;
    size_t size = 0, n = 0, total = 0;
    ct_opus *opus = NULL;
    encode(777, &bytes, &size, &opus);
    assert_memory_equal(bytes, "OggS", 4);
    assert_true(size < SECONDS * CT_OPUS_BIT_RATE / 8 * 3 / 2); /* the rate is a target for speech */

    const char *path = "test_opus.ogg";
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    ct_opus_destroy(opus);

    ct_source *source = NULL;
    ct_message message;
    assert_int_equal(ct_source_open(path, NULL, &source, &message), CT_OK);
    assert_int_equal(ct_source_describe(source)->channels, 1);
    double power[2] = {0};
    static float heard[4096];
    while (ct_source_read(source, heard, 4096, &n, &message) == CT_OK && n > 0)
        for (size_t i = 0; i < n; i++, total++)
            power[total >= FRAMES / 2] += (double)heard[i] * heard[i] / (FRAMES / 2);
    ct_source_close(source);
    remove(path);
    assert_in_range(total, FRAMES - 400, FRAMES + 400); /* 50 ms: Opus's own pieces are 20 ms */
    assert_float_equal(power[0], 0.045, 0.005);         /* a sine of 0.3 */
    assert_float_equal(power[1], 0.8, 0.1);             /* one of 2.4 held at 1 */
}

static void wrong_channels_make_nothing(void **state)
{
    ct_opus *opus = NULL;
    assert_int_equal(ct_opus_create(0, &opus), CT_ERR_ARGUMENT);
    assert_int_equal(ct_opus_create(3, &opus), CT_ERR_ARGUMENT);
    assert_null(opus);
    ct_opus_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_and_the_length_are_kept),
        cmocka_unit_test(wrong_channels_make_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
