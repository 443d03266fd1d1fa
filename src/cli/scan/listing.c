#include "cli/scan/listing.h"

#include <stdlib.h>
#include <string.h>

#include "cli/scan/version.h"
#include "who/pairing.h"
#include "who/path.h"

static recording pair_of(const found_file *agent, const found_file *customer)
{
    return (recording){agent->path, customer->path, version_of_two(agent->version, customer->version)};
}

/* Append the calls of `n` files of one folder. */
static ct_status list_folder(const found_file *files, size_t n, recording *out, size_t *n_out)
{
    const char **names = malloc(n * sizeof *names);
    who_pairing *pairs = malloc(n * sizeof *pairs);
    ct_status status = names && pairs ? CT_OK : CT_ERR_MEMORY;
    for (size_t i = 0; i < n && status == CT_OK; i++)
        names[i] = path_base(files[i].path);
    if (status == CT_OK)
        status = who_pair(names, n, pairs);
    for (size_t i = 0; i < n && status == CT_OK; i++)
        if (pairs[i].part == WHO_WHOLE)
            out[(*n_out)++] = (recording){.path = files[i].path, .version = files[i].version};
        else if (pairs[i].part == WHO_AGENT_SIDE)
            out[(*n_out)++] = pair_of(&files[i], &files[pairs[i].other]);
    free(names);
    free(pairs);
    return status;
}

static size_t folder_length(const found_file *file)
{
    return (size_t)(path_base(file->path) - file->path);
}

ct_status listing_make(const walk *files, recording **out, size_t *n)
{
    recording *list = malloc((files->n_files + 1) * sizeof *list);
    ct_status status = list ? CT_OK : CT_ERR_MEMORY;
    size_t first = 0, n_list = 0;
    while (first < files->n_files && status == CT_OK) {
        size_t length = folder_length(&files->files[first]), next = first + 1;
        while (next < files->n_files && folder_length(&files->files[next]) == length &&
               memcmp(files->files[next].path, files->files[first].path, length) == 0)
            next++;
        status = list_folder(&files->files[first], next - first, list, &n_list);
        first = next;
    }
    if (status != CT_OK) {
        free(list);
        return status;
    }
    *out = list;
    *n = n_list;
    return CT_OK;
}
