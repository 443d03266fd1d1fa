/* The content is told by XXH3, 64 bits (Yann Collet, xxHash): not made against forgery, but two recordings of one size
 * that differ meet by chance once in 2^64. */
#include "cli/scan/version.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#define BLOCK_BYTES (1u << 17)

ct_version version_of(const struct stat *about)
{
    return (ct_version){.size_bytes = about->st_size,
                        .mtime_ns = (int64_t)about->st_mtim.tv_sec * 1000000000 + about->st_mtim.tv_nsec};
}

ct_version version_of_two(ct_version agent, ct_version customer)
{
    return (ct_version){.size_bytes = agent.size_bytes + customer.size_bytes,
                        .mtime_ns = (int64_t)((uint64_t)agent.mtime_ns + (uint64_t)customer.mtime_ns)};
}

ct_status version_glance(const char *path, const char *second_path, ct_version *out)
{
    struct stat agent, customer;
    if (stat(path, &agent) != 0 || (second_path && stat(second_path, &customer) != 0))
        return CT_ERR_OPEN;
    *out = second_path ? version_of_two(version_of(&agent), version_of(&customer)) : version_of(&agent);
    return CT_OK;
}

static ct_status hash_file(const char *path, XXH3_state_t *state)
{
    char block[BLOCK_BYTES];
    ssize_t n;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return CT_ERR_OPEN;
    while ((n = read(file, block, sizeof block)) > 0)
        XXH3_64bits_update(state, block, (size_t)n);
    close(file);
    return n < 0 ? CT_ERR_READ : CT_OK;
}

ct_status version_hash(const char *path, const char *second_path, ct_version *version)
{
    XXH3_state_t *state = XXH3_createState();
    ct_status status = state ? CT_OK : CT_ERR_MEMORY;
    if (status == CT_OK) {
        XXH3_64bits_reset(state);
        status = hash_file(path, state);
    }
    if (status == CT_OK && second_path)
        status = hash_file(second_path, state);
    if (status == CT_OK)
        version->content = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return status;
}

bool version_same(const ct_version *a, const ct_version *b)
{
    return a->size_bytes == b->size_bytes && a->mtime_ns == b->mtime_ns;
}
