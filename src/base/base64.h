/* Bytes as text: base64 with padding (RFC 4648, section 4). */
#ifndef CT_BASE_BASE64_H
#define CT_BASE_BASE64_H

#include <stddef.h>
#include <stdio.h>

/* Write `size` bytes as one line without a newline. Errors are left in the stream. */
void base64_write(FILE *out, const void *bytes, size_t size);

#endif
