#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/scan/watch.h"

#include <errno.h>
#include <fts.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/errno_words.h"
#include "base/grow.h"
#include "base/message.h"
#include "cli/scan/progress.h"
#include "cli/scan/walk.h"
#include "io/message.h"
#include "who/path.h"

#define WHAT_MATTERS                                                                                                   \
    (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_MOVE_SELF | IN_ONLYDIR)
#define SETTLE_S  1.0  /* after it was closed: some recorders open a file once more to write its header */
#define SILENT_S  60.0 /* a file nobody closed counts as complete after so long without a write */
#define READ_SIZE (1u << 16)

/* A folder that is followed. */
typedef struct followed {
    int id; /* inotify's, 0: no longer */
    char *path;
} followed;

/* A file that has come or is being written. */
typedef struct awaited {
    char *path;
    size_t folder_length; /* of the path, without the slash */
    double due_s;
} awaited;

struct watch {
    int inotify;
    char *const *roots; /* what was asked for */
    int n_roots;
    bool root_gone; /* one of them, and perhaps come again */
    bool root_told; /* walk has said so */
    followed *folders;
    size_t n_folders, folders_capacity;
    awaited *files;
    size_t n_files, files_capacity;
    char *ready_folder;
    double as_of_s; /* when it was found to be ready */
    bool lost_track;
};

static awaited *find_file(watch *w, const char *path)
{
    for (size_t i = 0; i < w->n_files; i++)
        if (strcmp(w->files[i].path, path) == 0)
            return &w->files[i];
    return NULL;
}

static void drop_file(watch *w, awaited *file)
{
    free(file->path);
    *file = w->files[--w->n_files];
}

/* What cannot be noted for want of memory is found when everything is looked through again. */
static void await_file(watch *w, const char *path, double due_s)
{
    awaited *file = find_file(w, path);
    if (!file) {
        char *copy = strdup(path);
        awaited *files = grow_list(w->files, w->n_files, &w->files_capacity, sizeof *files);
        w->files = files ? files : w->files;
        if (!copy || !files) {
            free(copy);
            w->lost_track = true;
            return;
        }
        file = &w->files[w->n_files++];
        *file = (awaited){.path = copy, .folder_length = (size_t)(strrchr(copy, '/') - copy)};
    }
    file->due_s = due_s;
}

static bool add_folder(watch *w, const char *path)
{
    int id = inotify_add_watch(w->inotify, path, WHAT_MATTERS);
    if (id < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES; /* gone or closed: walk says so */
    for (size_t i = 0; i < w->n_folders; i++)
        if (w->folders[i].id == id)
            return true;
    char *copy = strdup(path);
    followed *folders = grow_list(w->folders, w->n_folders, &w->folders_capacity, sizeof *folders);
    w->folders = folders ? folders : w->folders;
    if (!copy || !folders) {
        free(copy);
        errno = ENOMEM;
        return false;
    }
    w->folders[w->n_folders++] = (followed){id, copy};
    return true;
}

/* A folder and those in it. `await`: their files are new too. */
static bool add_tree(watch *w, const char *path, bool await)
{
    char *const roots[] = {(char *)path, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    FTSENT *entry;
    bool well = tree != NULL;
    while (well && (entry = fts_read(tree)) != NULL) {
        if (entry->fts_info == FTS_D && entry->fts_level > FTS_ROOTLEVEL && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_D)
            well = add_folder(w, entry->fts_path);
        else if (await && entry->fts_info == FTS_F && walk_is_recording(entry->fts_name))
            await_file(w, entry->fts_path, progress_clock_s() + SETTLE_S);
    }
    if (tree)
        fts_close(tree);
    return well;
}

static ct_status say_refused(const char *path, int error, ct_message *message)
{
    char name[NAME_BYTES], words[ERRNO_WORDS_SIZE], words_zh[ERRNO_WORDS_SIZE];
    name_printable(path, name);
    if (error == ENOSPC || error == EMFILE)
        message_say(message, "%s: more folders than this system lets one program follow; raise %s",
                    "%s：文件夹数量超过系统允许跟踪的上限，请调高 %s", name,
                    error == ENOSPC ? "fs.inotify.max_user_watches" : "fs.inotify.max_user_instances");
    else
        message_put(message,
                    (message_words){errno_words(error, CT_LANG_EN, words), errno_words(error, CT_LANG_ZH, words_zh)});
    return error == ENOMEM ? CT_ERR_MEMORY : CT_ERR_OPEN;
}

static bool is_followed(const watch *w, const char *path)
{
    for (size_t i = 0; i < w->n_folders; i++)
        if (strcmp(w->folders[i].path, path) == 0)
            return true;
    return false;
}

static ct_status follow(watch *w, const char *path, ct_message *message)
{
    char *real = realpath(path, NULL);
    if (!real) {
        w->root_gone = w->root_told = true;
        return CT_OK; /* walk says so */
    }
    bool well = add_tree(w, real, false);
    int error = errno;
    free(real);
    return well ? CT_OK : say_refused(path, error, message);
}

ct_status watch_start(char *const *paths, int n_paths, watch **out, ct_message *message)
{
    watch *w = calloc(1, sizeof *w);
    if (!w) {
        ct_message_set(message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    w->roots = paths;
    w->n_roots = n_paths;
    w->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    ct_status status = w->inotify < 0 ? say_refused(paths[0], errno, message) : CT_OK;
    for (int i = 0; i < n_paths && status == CT_OK; i++)
        status = follow(w, paths[i], message);
    if (status == CT_OK)
        *out = w;
    else
        watch_end(w);
    return status;
}

static followed *folder_of(watch *w, int id)
{
    for (size_t i = 0; i < w->n_folders; i++)
        if (w->folders[i].id == id)
            return &w->folders[i];
    return NULL;
}

static void take_file(watch *w, const char *path, uint32_t mask)
{
    awaited *file = find_file(w, path);
    if (mask & (IN_MOVED_FROM | IN_DELETE)) {
        if (file)
            drop_file(w, file);
    } else if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) {
        await_file(w, path, progress_clock_s() + SETTLE_S);
    } else if (mask & (IN_CREATE | IN_MODIFY)) {
        await_file(w, path, progress_clock_s() + SILENT_S);
    }
}

/* Is `path` the folder or something in it? */
static bool is_under(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n]);
}

/* The folder has another place now: what it was called, and all in it, is so no longer. */
static void forget_tree(watch *w, const char *path)
{
    for (size_t i = w->n_files; i-- > 0;)
        if (is_under(w->files[i].path, path))
            drop_file(w, &w->files[i]);
    for (size_t i = w->n_folders; i-- > 0;)
        if (is_under(w->folders[i].path, path)) {
            inotify_rm_watch(w->inotify, w->folders[i].id);
            free(w->folders[i].path);
            w->folders[i] = w->folders[--w->n_folders];
        }
}

/* A folder that was asked for may be taken away and come again, which nothing tells of. */
static void look_for_roots(watch *w)
{
    bool gone = false;
    for (int i = 0; i < w->n_roots; i++) {
        char *real = realpath(w->roots[i], NULL);
        if (real && !is_followed(w, real) && !add_tree(w, real, true))
            w->lost_track = true;
        gone = gone || !real;
        free(real);
    }
    w->lost_track = w->lost_track || (gone && !w->root_told);
    w->root_gone = w->root_told = gone;
}

static void take_folder(watch *w, const char *path, uint32_t mask)
{
    if (mask & IN_MOVED_FROM)
        forget_tree(w, path);
    else if ((mask & (IN_CREATE | IN_MOVED_TO)) && path_base(path)[0] != '.' && !add_tree(w, path, true))
        w->lost_track = true;
}

/* A folder that was asked for was moved; of the others their parent tells, and they are not known any more by now. */
static void take_root_moved(watch *w, const char *path)
{
    char *copy = strdup(path);
    if (copy)
        forget_tree(w, copy);
    w->lost_track = w->lost_track || !copy;
    w->root_gone = true;
    free(copy);
}

static void take_event(watch *w, const struct inotify_event *event)
{
    followed *folder = folder_of(w, event->wd);
    if (event->mask & IN_Q_OVERFLOW)
        w->lost_track = true;
    if (!folder)
        return;
    if (event->mask & IN_IGNORED) {
        free(folder->path);
        *folder = w->folders[--w->n_folders];
        w->root_gone = true; /* it may be one */
        return;
    }
    if (event->mask & IN_MOVE_SELF)
        take_root_moved(w, folder->path);
    if (event->len == 0) /* as also then */
        return;
    size_t size = strlen(folder->path) + strlen(event->name) + 2;
    char *path = malloc(size);
    if (!path) {
        w->lost_track = true;
        return;
    }
    snprintf(path, size, "%s/%s", folder->path, event->name);
    if (!(event->mask & IN_ISDIR)) {
        if (walk_is_recording(event->name))
            take_file(w, path, event->mask);
    } else {
        take_folder(w, path, event->mask);
    }
    free(path);
}

void watch_listen(watch *w, int wait_ms)
{
    _Alignas(struct inotify_event) char events[READ_SIZE];
    struct pollfd waited = {.fd = w->inotify, .events = POLLIN};
    if (w->root_gone)
        look_for_roots(w);
    if (poll(&waited, 1, wait_ms) <= 0)
        return;
    ssize_t n;
    while ((n = read(w->inotify, events, sizeof events)) > 0)
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)(events + at);
            take_event(w, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
}

const char *watch_folder(watch *w)
{
    w->as_of_s = progress_clock_s();
    for (size_t i = 0; i < w->n_files; i++)
        if (w->files[i].due_s <= w->as_of_s) {
            free(w->ready_folder);
            w->ready_folder = strndup(w->files[i].path, w->files[i].folder_length);
            return w->ready_folder;
        }
    return NULL;
}

bool watch_is_ready(const watch *w, const char *path)
{
    for (size_t i = 0; i < w->n_files; i++)
        if (w->files[i].due_s <= w->as_of_s && strcmp(w->files[i].path, path) == 0)
            return true;
    return false;
}

bool watch_is_written(const watch *w, const char *path)
{
    for (size_t i = 0; i < w->n_files; i++)
        if (w->files[i].due_s > w->as_of_s && strcmp(w->files[i].path, path) == 0)
            return true;
    return false;
}

void watch_took(watch *w, const char *folder)
{
    size_t length = strlen(folder);
    for (size_t i = w->n_files; i-- > 0;)
        if (w->files[i].due_s <= w->as_of_s && w->files[i].folder_length == length &&
            memcmp(w->files[i].path, folder, length) == 0)
            drop_file(w, &w->files[i]);
}

bool watch_lost_track(const watch *w)
{
    return w->lost_track;
}

ct_status watch_find_track(watch *w, ct_message *message)
{
    ct_status status = CT_OK;
    w->lost_track = false;
    for (int i = 0; i < w->n_roots && status == CT_OK; i++)
        status = follow(w, w->roots[i], message);
    return status;
}

void watch_end(watch *w)
{
    if (!w)
        return;
    if (w->inotify >= 0)
        close(w->inotify);
    for (size_t i = 0; i < w->n_folders; i++)
        free(w->folders[i].path);
    for (size_t i = 0; i < w->n_files; i++)
        free(w->files[i].path);
    free(w->folders);
    free(w->files);
    free(w->ready_folder);
    free(w);
}
