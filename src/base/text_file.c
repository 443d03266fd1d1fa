#include "base/text_file.h"

#include <stdio.h>
#include <stdlib.h>

ct_status text_file_read(const char *path, char **text, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return CT_ERR_OPEN;
    char *room = malloc(TEXT_FILE_LARGEST + 1);
    ct_status status = room ? CT_OK : CT_ERR_MEMORY;
    size_t n = room ? fread(room, 1, TEXT_FILE_LARGEST + 1, file) : 0;
    if (ferror(file))
        status = CT_ERR_READ;
    fclose(file);
    if (status != CT_OK) {
        free(room);
        return status;
    }
    *text = room;
    *size = n;
    return CT_OK;
}
