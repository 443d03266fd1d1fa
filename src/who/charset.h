/* Text of unknown encoding, made UTF-8. What is UTF-8 is taken as it is; else it is Chinese text as Windows and its
 * spreadsheets save it, which GB18030 holds whole (with GBK and GB 2312). */
#ifndef CT_WHO_CHARSET_H
#define CT_WHO_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/status.h"

/* Valid UTF-8, without a zero byte. */
bool charset_is_utf8(const char *text, size_t size);

/* Convert from a charset that iconv knows into new memory, zero-ended. CT_ERR_FORMAT where the bytes are not that, or
 * this system cannot convert; CT_ERR_MEMORY. */
ct_status charset_convert(const char *charset, const char *text, size_t size, char **out, size_t *out_size);

/* The name of a file in readable form: new memory, or NULL where it is UTF-8 already or cannot be read as GB18030. */
char *charset_of_name(const char *name);

/* Make a whole file's text UTF-8, in place or in new memory that replaces `*text`; marks of byte order go. `encoding`
 * tells what it was: "UTF-8", "UTF-16", "GB18030". CT_ERR_FORMAT where it is no text in any of these. */
ct_status charset_of_file(char **text, size_t *size, const char **encoding);

#endif
