#include "who/path.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "who/charset.h"

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Drop empty parts, "." and, with what stands before it, "..": in place. */
static void tidy(char *path)
{
    char *to = path;
    for (char *part = path, *next; *part; part = next) {
        part += *part == '/';
        size_t n = strcspn(part, "/");
        next = part + n;
        if (n == 0 || (n == 1 && *part == '.'))
            continue;
        if (n == 2 && part[0] == '.' && part[1] == '.') {
            while (to > path && *--to != '/')
                ;
            continue;
        }
        *to++ = '/';
        memmove(to, part, n);
        to += n;
    }
    *to = '\0';
}

char *path_absolute(const char *folder, const char *path)
{
    char here[PATH_MAX] = "";
    bool at_root = *path == '/', from_root = folder && *folder == '/';
    if (!at_root && !from_root && !getcwd(here, sizeof here))
        *here = '\0';
    if (at_root || !folder)
        folder = "";
    size_t size = strlen(here) + strlen(folder) + strlen(path) + 3;
    char *joined = malloc(size);
    if (!joined)
        return NULL;
    snprintf(joined, size, "%s/%s/%s", here, folder, path);
    char *readable = charset_of_name(joined);
    if (readable) {
        free(joined);
        joined = readable;
    }
    tidy(joined);
    return joined;
}
