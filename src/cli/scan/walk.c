#define _XOPEN_SOURCE 700 /* realpath() */
/* fts(3) walks, sees cycles and goes on where a folder is closed. */
#include "cli/scan/walk.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/errno_words.h"
#include "base/grow.h"
#include "cli/cli.h"
#include "cli/scan/version.h"
#include "io/message.h"

void walk_start(walk *job, ct_lang lang)
{
    *job = (walk){.lang = lang};
}

void walk_end(walk *job)
{
    for (size_t i = 0; i < job->n_files; i++)
        free(job->files[i].path);
    free(job->files);
    *job = (walk){.lang = job->lang};
}

bool walk_is_recording(const char *name)
{
    static const char *const endings[] = {
        "wav",   "wave", "w64", "rf64", "au",  "snd",  "aif", "aiff", "aifc",  "caf",  "flac", "ogg",
        "oga",   "opus", "mp3", "ulaw", "ul",  "alaw", "al",  "sln",  "sln16", "vox",  "gsm",  "raw",
        "wav49", "m4a",  "mp4", "aac",  "amr", "awb",  "wma", "spx",  "g722",  "g729", "nice", "cca",
    };
    const char *dot = strrchr(name, '.');
    if (!dot || name[0] == '.')
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strcasecmp(dot + 1, endings[i]) == 0)
            return true;
    return false;
}

static void say_closed(walk *job, const char *path, int error)
{
    char name[NAME_BYTES], words[ERRNO_WORDS_SIZE];
    name_printable(path, name);
    cli_say(job->lang, "%s: %s", "%s：%s", name, errno_words(error, job->lang, words));
    job->incomplete = true;
}

static void say_neither(walk *job, const char *path)
{
    char name[NAME_BYTES];
    name_printable(path, name);
    cli_say(job->lang, "%s: neither a recording nor a folder", "%s：既不是录音文件，也不是文件夹", name);
    job->incomplete = true;
}

static void add_file(walk *job, const char *path, const struct stat *about)
{
    found_file *files = grow_list(job->files, job->n_files, &job->capacity, sizeof *files);
    if (!files) {
        say_closed(job, path, ENOMEM);
        return;
    }
    job->files = files;
    char *real = realpath(path, NULL);
    if (!real) {
        if (errno != ENOENT) /* gone since: not there */
            say_closed(job, path, errno);
        return;
    }
    job->files[job->n_files++] = (found_file){real, version_of(about)};
}

static void take(walk *job, FTS *tree, FTSENT *entry)
{
    bool asked_for = entry->fts_level == FTS_ROOTLEVEL;
    switch (entry->fts_info) {
    case FTS_D:
        if (!asked_for && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        break;
    case FTS_F:
        if (asked_for || walk_is_recording(entry->fts_name))
            add_file(job, entry->fts_path, entry->fts_statp);
        else
            job->passed_over++;
        break;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        if (asked_for || entry->fts_errno != ENOENT)
            say_closed(job, entry->fts_path, entry->fts_errno);
        break;
    case FTS_SLNONE: /* a link to nowhere */
        if (asked_for)
            say_closed(job, entry->fts_path, ENOENT);
        break;
    case FTS_DEFAULT: /* a pipe, a socket, a device */
        if (asked_for)
            say_neither(job, entry->fts_path);
        break;
    default: /* a folder left behind, a cycle */
        break;
    }
}

static void look(walk *job, const char *path, bool deep)
{
    char *const roots[] = {(char *)path, NULL};
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    FTSENT *entry;
    if (!tree) {
        say_closed(job, path, errno);
        return;
    }
    while ((entry = fts_read(tree)) != NULL)
        if (!deep && entry->fts_info == FTS_D && entry->fts_level > FTS_ROOTLEVEL)
            fts_set(tree, entry, FTS_SKIP);
        else
            take(job, tree, entry);
    if (errno != 0)
        say_closed(job, path, errno);
    fts_close(tree);
}

void walk_add(walk *job, const char *path)
{
    look(job, path, true);
}

void walk_add_folder(walk *job, const char *folder)
{
    look(job, folder, false);
}

/* The files of a folder stand together: in the order of bytes a folder inside would come between them. */
static int by_folder(const void *a, const void *b)
{
    const char *x = ((const found_file *)a)->path, *y = ((const found_file *)b)->path;
    size_t x_length = (size_t)(strrchr(x, '/') - x), y_length = (size_t)(strrchr(y, '/') - y);
    int folders = memcmp(x, y, x_length < y_length ? x_length : y_length);
    if (folders == 0)
        folders = (x_length > y_length) - (x_length < y_length);
    return folders ? folders : strcmp(x + x_length, y + y_length);
}

void walk_sort(walk *job)
{
    size_t n = 0;
    if (job->n_files > 0)
        qsort(job->files, job->n_files, sizeof *job->files, by_folder);
    for (size_t i = 0; i < job->n_files; i++)
        if (n > 0 && strcmp(job->files[n - 1].path, job->files[i].path) == 0)
            free(job->files[i].path);
        else
            job->files[n++] = job->files[i];
    job->n_files = n;
}
