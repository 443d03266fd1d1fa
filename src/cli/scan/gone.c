#include "cli/scan/gone.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/grow.h"
#include "cli/scan/version.h"

#define FEW 16 /* recordings that are read sooner than all paths of a store are looked up */

static bool is_gone(void *context, const char *path)
{
    return access(path, F_OK) != 0;
}

static ct_status note_gone(void *context, const ct_kept *kept, const ct_report *report)
{
    gone_calls *gone = context;
    if (!is_gone(NULL, kept->path))
        return CT_OK;
    int64_t *sizes = grow_list(gone->sizes, gone->n, &gone->capacity, sizeof *sizes);
    if (!sizes)
        return CT_ERR_MEMORY;
    gone->sizes = sizes;
    gone->sizes[gone->n++] = kept->version.size_bytes;
    return CT_OK;
}

static int by_size(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static ct_status look_once(gone_calls *gone, ct_store *store, ct_message *message)
{
    if (gone->known)
        return CT_OK;
    ct_store_filter all = {.without_facts = true};
    ct_status status = ct_store_visit(store, &all, note_gone, gone, message);
    if (status == CT_ERR_MEMORY)
        ct_message_set(message, status);
    if (gone->n > 0)
        qsort(gone->sizes, gone->n, sizeof *gone->sizes, by_size);
    gone->known = status == CT_OK;
    return status;
}

static ct_status has_size(gone_calls *gone, ct_store *store, int64_t size_bytes, bool *out, ct_message *message)
{
    ct_status status = look_once(gone, store, message);
    *out = gone->n > 0 && bsearch(&size_bytes, gone->sizes, gone->n, sizeof *gone->sizes, by_size);
    return status;
}

ct_status gone_find(gone_calls *gone, ct_store *store, const char *path, const char *second_path, ct_version *version,
                    int64_t *number, ct_message *message)
{
    bool may_be = true;
    ct_status status = gone->n_asked++ < FEW ? CT_OK : has_size(gone, store, version->size_bytes, &may_be, message);
    *number = 0;
    if (status != CT_OK || !may_be)
        return status;
    if (version_hash(path, second_path, version) != CT_OK)
        return CT_OK; /* the analysis will say why */
    return ct_store_find_moved(store, version, is_gone, NULL, number, message);
}

void gone_end(gone_calls *gone)
{
    free(gone->sizes);
    *gone = (gone_calls){0};
}
