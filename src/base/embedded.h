/* Files that are part of the program, built in by cmake/embed.cmake. */
#ifndef CT_BASE_EMBEDDED_H
#define CT_BASE_EMBEDDED_H

#include <stddef.h>

typedef struct embedded_file {
    const char *name; /* without the folder; a standard without .ini, too */
    const char *text; /* ends in a zero that does not belong to it */
    size_t size;
    const char *sha256; /* of the text, in hexadecimal digits */
} embedded_file;

#endif
