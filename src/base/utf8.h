/* UTF-8, read strictly (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF. */
#ifndef CT_BASE_UTF8_H
#define CT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands for a byte that is not UTF-8. */
#define UTF8_REPLACEMENT      0xFFFDu
#define UTF8_REPLACEMENT_TEXT "\xEF\xBF\xBD"

/* Read the code point at `text`. An invalid byte counts as one U+FFFD.
 * Returns the bytes it takes: 1 to 4, or 0 at the end of the text. */
size_t utf8_next(const char *text, uint32_t *code);

/* True for what must not reach a terminal: control characters and marks that turn the direction of writing. */
bool utf8_is_control(uint32_t code);

#endif
