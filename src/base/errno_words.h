/* What the system says went wrong, in the reader's language. */
#ifndef CT_BASE_ERRNO_WORDS_H
#define CT_BASE_ERRNO_WORDS_H

#include <stddef.h>

#include "calltone/status.h"

#define ERRNO_WORDS_SIZE 128

/* Thread-safe. In Chinese an error without words of its own is told by its number. */
const char *errno_words(int error, ct_lang lang, char buffer[ERRNO_WORDS_SIZE]);

#endif
