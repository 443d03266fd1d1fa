/* How wide text stands on a terminal, and text cut, padded and wrapped by that width.
 *
 * Widths follow Unicode Standard Annex #11 (East Asian Width): Wide and Fullwidth characters take two columns,
 * combining and format characters none, all others one (the Ambiguous ones too). */
#ifndef CT_BASE_WIDTH_H
#define CT_BASE_WIDTH_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Columns of one code point: 0, 1 or 2. */
size_t width_of_code(uint32_t code);

/* Columns of a UTF-8 text on one line. */
size_t width_of_text(const char *text);

/* Copy `text` so that it is safe on a terminal and at most `columns` wide: control characters become U+FFFD, and of a
 * text that is too long the end is kept behind "..." (the name of a file is the end of its path). `size` bytes in all;
 * `columns` at least 4. */
void width_fit(char *out, size_t size, const char *text, size_t columns);

/* Write `text` and then spaces up to `columns`; or the spaces first. Wider text is written whole. */
void width_write_left(FILE *out, const char *text, size_t columns);
void width_write_right(FILE *out, const char *text, size_t columns);

/* A paragraph in the making, at most `columns` wide; lines after the first begin with `indent` spaces. Lines break at
 * spaces and between Chinese characters, not before closing nor after opening marks, and always between two pieces; a
 * word longer than a line is cut. Control characters become U+FFFD. */
typedef struct width_lines {
    FILE *out;
    size_t used, indent, columns;
} width_lines;

/* `used` columns, the indent included, are written already. */
void width_start_lines(width_lines *lines, FILE *out, size_t used, size_t indent, size_t columns);
void width_add_to_lines(width_lines *lines, const char *text);

/* A whole paragraph in one piece, with the newline at its end. */
void width_write_wrapped(FILE *out, const char *text, size_t used, size_t indent, size_t columns);

#endif
