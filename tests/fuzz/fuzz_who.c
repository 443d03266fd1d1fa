/* Whatever stands in a sheet: it is read whole as a manifest and as a roster, or one message says why not. And whatever
 * a recording is called, its name is read, too. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "who/manifest.h"
#include "who/pairing.h"
#include "who/pattern.h"
#include "who/roster.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[64];

static void forget_file(void)
{
    unlink(path);
}

static void write_file(const uint8_t *data, size_t size)
{
    if (!*path) {
        snprintf(path, sizeof path, "/tmp/calltone-fuzz-%ld.csv", (long)getpid());
        atexit(forget_file);
    }
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(data, 1, size, out) != size || fclose(out) != 0)
        abort();
}

static void read_sheets(void)
{
    who_manifest *manifest = NULL;
    who_roster *roster = NULL;
    ct_message message = {0};
    who_call call = {0};
    if (who_manifest_load(path, &manifest, &message) == CT_OK)
        who_manifest_find(manifest, "a.wav", &call);
    else if (manifest || !*message.text)
        abort();
    if (who_roster_load(path, &roster, &message) == CT_OK)
        who_roster_find(roster, &call);
    else if (roster || !*message.text)
        abort();
    who_manifest_free(manifest);
    who_roster_free(roster);
}

static void read_name(const uint8_t *data, size_t size)
{
    static who_patterns *patterns;
    who_call call = {0};
    who_pairing out[2];
    ct_message message;
    if (!patterns && who_patterns_create(NULL, 0, &patterns, &message) != CT_OK)
        abort();
    char *name = malloc(size + 1);
    if (!name)
        abort();
    memcpy(name, data, size);
    name[size] = '\0';
    if (!who_patterns_read(patterns, name, &call) && (who_text(&call, WHO_AGENT) || who_text(&call, WHO_STARTED_AT)))
        abort();
    const char *const names[] = {name, "call-in.wav"};
    if (who_pair(names, 2, out) != CT_OK || (out[0].part == WHO_WHOLE) != (out[1].part == WHO_WHOLE))
        abort();
    free(name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    write_file(data, size);
    read_sheets();
    read_name(data, size);
    return 0;
}
