/* The noise floor on distributions of levels that are drawn here, so that its noise is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "speech/floor.h"
#include "support/signal.h"

#define HUMP_DB 33.0f /* below full scale */

static float drawn(uint64_t *seed, float from_db, float to_db)
{
    return from_db + (to_db - from_db) * 0.5f * (1.0f + signal_random(seed));
}

/* Hops whose levels form a hump that falls off over 16 dB towards the quiet, with that share of them 6 dB and more
 * under it, and another 9 to 15 dB over it. */
static void hear(noise_floor *f, int hops, float tail, float top)
{
    uint64_t seed = 9;
    float slope = tail / (10.0f / 16.0f * 10.0f / 16.0f); /* all of it, of a triangle */
    for (int i = 0; i < hops; i++) {
        float which = drawn(&seed, 0.0f, 1.0f), level_db = drawn(&seed, -1.5f, 1.5f);
        if (which < slope)
            level_db = 16.0f * (sqrtf(drawn(&seed, 0.0f, 1.0f)) - 1.0f);
        else if (which > 1.0f - top)
            level_db = drawn(&seed, 9.0f, 15.0f);
        floor_hear_music(f, false);
        floor_push(f, level_db - HUMP_DB);
    }
}

static void few_talkers_behind_are_noise(void **state)
{
    noise_floor f;
    floor_start(&f);
    hear(&f, 6000, 0.18f, 0.1f);
    assert_float_equal(f.noise_db, -HUMP_DB, 1.0f);
    hear(&f, 6000, 0.18f, 0.0f); /* and stay it when the near talker is silent */
    assert_float_equal(f.noise_db, -HUMP_DB, 1.0f);
    assert_true(f.threshold_db > -HUMP_DB);
}

static void speech_without_pauses_is_no_noise(void **state)
{
    noise_floor f;
    floor_start(&f);
    hear(&f, 6000, 0.3f, 0.1f);
    assert_true(f.noise_db < -HUMP_DB - 6.0f);
    assert_true(f.threshold_db < -HUMP_DB - 2.0f);
}

static void bed_of_music_is_no_noise(void **state)
{
    noise_floor f;
    floor_start(&f);
    hear(&f, 6000, 0.18f, 0.1f);
    floor_hear_music(&f, true);
    hear(&f, 1000, 0.18f, 0.1f);
    assert_true(f.noise_db < -HUMP_DB - 6.0f);
    hear(&f, 6000, 0.18f, 0.1f); /* long after it, it is again */
    assert_float_equal(f.noise_db, -HUMP_DB, 1.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_talkers_behind_are_noise),
        cmocka_unit_test(speech_without_pauses_is_no_noise),
        cmocka_unit_test(bed_of_music_is_no_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
