/* Between create and report nothing is allocated: malloc is counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "calltone/calltone.h"
#include "support/signal.h"

static unsigned long allocations;

/* The linker sends every malloc and calloc of this program's objects here (see tests/CMakeLists.txt). */
void *__real_malloc(size_t n);
void *__wrap_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);

void *__wrap_malloc(size_t n)
{
    allocations++;
    return __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    allocations++;
    return __real_calloc(n, size);
}

static void create_is_one_allocation_and_push_is_none(void **state)
{
    static float frames[2 * 8000 * 30];
    static float side[8000 * 30];
    signal_noise(side, 0, 240000, 0.001, 3);
    for (size_t i = 0; i < 7; i++)
        signal_voice(side, 8000 * (4 * i), 8000 * 2, 150, 4, 0.2);
    for (size_t i = 0; i < 240000; i++)
        frames[2 * i] = frames[2 * ((i + 16000) % 240000) + 1] = side[i];
    ct_engine *engine;
    allocations = 0;
    assert_int_equal(ct_engine_create(NULL, &engine), CT_OK);
    assert_int_equal(allocations, 1);
    for (int minute = 0; minute < 4; minute++)
        ct_engine_push(engine, frames, 240000);
    ct_engine_push_gap(engine, 8000);
    ct_engine_finish(engine);
    assert_int_equal(allocations, 1);
    ct_engine_destroy(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(create_is_one_allocation_and_push_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
