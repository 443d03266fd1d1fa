/* Folders followed: which files came to be complete in them. inotify(7) tells of what this machine writes, also into
 * a folder that others mount; what other machines write into a folder mounted here is not told of. */
#ifndef CT_CLI_SCAN_WATCH_H
#define CT_CLI_SCAN_WATCH_H

#include <stdbool.h>

#include "calltone/status.h"

typedef struct watch watch;

/* Follow folders and all that is in them. CT_ERR_OPEN when the system will not (limits: the message says which), or
 * CT_ERR_MEMORY. Begin before the folders are looked through, and no file is missed. A folder that is renamed goes by
 * its new name; one of `paths`, which stay until the end, is followed again when it comes again. */
ct_status watch_start(char *const *paths, int n_paths, watch **out, ct_message *message);

/* Take in what has happened, waiting `wait_ms` for something at most. */
void watch_listen(watch *w, int wait_ms);

/* A folder in which a recording is complete: closed by its writer, or moved there, or not written to for a minute.
 * NULL when there is none. Valid until the next call of this file. */
const char *watch_folder(watch *w);
/* Is the file one of those that have come and are complete? Asked of the files of that folder. */
bool watch_is_ready(const watch *w, const char *path);
/* Is it one that has come and is not complete yet? */
bool watch_is_written(const watch *w, const char *path);
/* The files of that folder that are complete have been taken. */
void watch_took(watch *w, const char *folder);

/* Has so much happened that some of it was lost? */
bool watch_lost_track(const watch *w);
/* Follow all again, also folders whose coming was lost; then everything has to be looked through. Fails as
 * watch_start(); what can be followed is. */
ct_status watch_find_track(watch *w, ct_message *message);

/* NULL is fine. */
void watch_end(watch *w);

#endif
