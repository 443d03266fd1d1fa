/* Sound in, what music.c would judge by out: the training's ears are the program's own.
 *
 *   listen_dump < sounds > inputs
 *
 * Sounds: again and again a 32-bit count and that many 16-bit samples at 8 kHz. Inputs, of each sound: a 32-bit count,
 * and for every LISTEN_EVERY hops 32-bit floats: 1 if enough is loud around it, and the inputs. All in the machine's
 * byte order. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "speech/ear.h"

typedef struct hearing {
    ear ear;
    listen_state listen;
    long told;
} hearing;

static void write_or_fail(const void *x, size_t size, size_t n)
{
    if (fwrite(x, size, n, stdout) != n)
        exit(3);
}

/* Each hop just when the ear scores it: what it sees moves on with the sound. */
static void tell(hearing *h)
{
    for (; h->told < h->ear.music.scored; h->told++) {
        float record[1 + LISTEN_INPUTS] = {0};
        if (h->told % LISTEN_EVERY != 0)
            continue;
        record[0] = listen_around(&h->listen, &h->ear.moments, h->told, record + 1);
        write_or_fail(record, sizeof *record, 1 + LISTEN_INPUTS);
    }
}

static void hear(hearing *h, const int16_t *x, int32_t n)
{
    int32_t hops = n / HOP_SAMPLES, records = (hops + LISTEN_EVERY - 1) / LISTEN_EVERY;
    write_or_fail(&records, sizeof records, 1);
    for (long t = 0; t < hops; t++) {
        float samples[HOP_SAMPLES];
        for (int i = 0; i < HOP_SAMPLES; i++)
            samples[i] = (float)x[t * HOP_SAMPLES + i] / 32768.0f;
        ear_push(&h->ear, samples, false);
        tell(h);
    }
    ear_finish(&h->ear);
    tell(h);
}

int main(void)
{
    ear_tables *tables = malloc(sizeof *tables);
    void *plans = aligned_alloc(16, (ear_plans_bytes() + 15) & ~(size_t)15);
    hearing *h = malloc(sizeof *h);
    int32_t n;
    if (!tables || !plans || !h)
        return 3;
    ear_tables_start(tables, plans);
    while (fread(&n, sizeof n, 1, stdin) == 1) {
        int16_t *x = malloc((size_t)n * sizeof *x + 1);
        if (!x || fread(x, sizeof *x, (size_t)n, stdin) != (size_t)n)
            return 3;
        memset(h, 0, sizeof *h);
        ear_start(&h->ear, tables);
        listen_start(&h->listen);
        hear(h, x, n);
        free(x);
    }
    free(h);
    free(plans);
    free(tables);
    return 0;
}
