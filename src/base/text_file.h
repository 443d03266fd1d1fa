/* A text file, whole. */
#ifndef CT_BASE_TEXT_FILE_H
#define CT_BASE_TEXT_FILE_H

#include <stddef.h>

#include "calltone/status.h"

#define TEXT_FILE_LARGEST (1u << 20) /* bytes; the largest standard that comes with calltone has a twentieth of it */

/* Read a file into new memory; free it. One byte more than TEXT_FILE_LARGEST is read at most, so that a larger file is
 * noticed by its size. CT_ERR_OPEN, CT_ERR_READ or CT_ERR_MEMORY leave the arguments untouched. */
ct_status text_file_read(const char *path, char **text, size_t *size);

#endif
