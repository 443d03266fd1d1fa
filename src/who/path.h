/* Paths compared as text: absolute, without "." and "..", and readable. Links are not followed. */
#ifndef CT_WHO_PATH_H
#define CT_WHO_PATH_H

/* `path` as seen from `folder`, which may be relative to the working folder or NULL for that folder itself. Bytes that
 * are not UTF-8 are read as GB18030. New memory, or NULL when there is none. */
char *path_absolute(const char *folder, const char *path);

/* What follows the last slash. */
const char *path_base(const char *path);

#endif
