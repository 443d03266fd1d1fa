/* Words for people: one-line messages that name the file, the cause and a way out, and notes of what was mended. */
#ifndef CT_IO_MESSAGE_H
#define CT_IO_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"
#include "calltone/measure.h"
#include "calltone/source.h"

#define STANDARD_INPUT "standard input" /* the name of "-" */
#define NAME_BYTES     240              /* leaves half of a ct_message for the cause and the way out */
#define NOTES_MAX      8
#define NOTE_BYTES     320

/* What had to be mended, as ct_source_info offers it. Notes beyond NOTES_MAX are dropped. */
typedef struct note_list {
    char text[CT_LANG_ZH + 1][NOTES_MAX][NOTE_BYTES];
    const char *list[CT_LANG_ZH + 1][NOTES_MAX + 1]; /* by language; NULL-terminated at any time */
    size_t count;
} note_list;

/* `side` is named before the note where a call has two files; else CT_SIDE_CALL. Both formats take the same values. */
void notes_add(note_list *notes, ct_side side, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/*
 * A file name fit for one line: control characters, marks that turn the direction of writing and broken UTF-8 become
 * '?', a long name loses its beginning. "-" is standard input.
 */
void name_printable(const char *path, char out[NAME_BYTES]);

/* Fill `message` (may be NULL) with "name: ..." in both languages and hand back `status`. `name` is printable already;
 * both formats take the same values. */
ct_status message_fail(ct_message *message, ct_status status, const char *name, const char *en, const char *zh, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/*
 * The character that begins at `text`, of `length` bytes at most.
 *
 * Returns its bytes, or 0 where it is broken UTF-8, a control character or one that would turn a line around.
 */
size_t printable_length(const char *text, size_t length);

/* The same, where the system says why: "name: what (why)". */
ct_status message_fail_system(ct_message *message, ct_status status, const char *name, message_words what, int error);

#endif
