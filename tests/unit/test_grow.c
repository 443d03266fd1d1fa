/* Lists that grow: base/grow.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/grow.h"

static void what_stands_in_it_stays(void **state)
{
    int *list = NULL;
    size_t room = 0;
    for (size_t n = 0; n < 1000; n++) {
        list = grow_list(list, n, &room, sizeof *list);
        assert_non_null(list);
        assert_true(n < room);
        list[n] = (int)n;
    }
    for (size_t n = 0; n < 1000; n++)
        assert_int_equal(list[n], n);
    free(list);
}

static void a_list_with_room_is_left_alone(void **state)
{
    char piece;
    size_t room = 3;
    assert_ptr_equal(grow_list(&piece, 2, &room, 1), &piece);
    assert_int_equal(room, 3);
}

static void more_than_memory_can_hold_is_refused(void **state)
{
    size_t room = SIZE_MAX / 8 + 1;
    assert_null(grow_list(NULL, room, &room, 8));
    assert_int_equal(room, SIZE_MAX / 8 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_in_it_stays),
        cmocka_unit_test(a_list_with_room_is_left_alone),
        cmocka_unit_test(more_than_memory_can_hold_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
