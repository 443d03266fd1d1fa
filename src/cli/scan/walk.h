/* Recordings under folders: which files are calls, and what their folders say of them. */
#ifndef CT_CLI_SCAN_WALK_H
#define CT_CLI_SCAN_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/store.h"

/* A file that is there. */
typedef struct found_file {
    char *path;         /* absolute, without symbolic links: one file has one name, however it was reached */
    ct_version version; /* without content */
} found_file;

/* What was found: folder by folder, each file once. */
typedef struct walk {
    ct_lang lang;
    found_file *files;
    size_t n_files, capacity;
    size_t passed_over; /* files that are no recordings by their ending, or hidden */
    bool incomplete;    /* something could not be looked at; which has been said */
} walk;

void walk_start(walk *job, ct_lang lang);

/* Add what stands under a folder, and in it, or a file whatever its ending. Folders are followed through symbolic
 * links, once. */
void walk_add(walk *job, const char *path);
/* Add only the files of one folder. */
void walk_add_folder(walk *job, const char *folder);

/* Put what was found in order. */
void walk_sort(walk *job);

void walk_end(walk *job);

/* Does a file name end as recordings do? Also those whose format cannot be read here: they are told of, not left out.
 */
bool walk_is_recording(const char *name);

#endif
