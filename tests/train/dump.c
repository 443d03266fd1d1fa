/* Sound in, what the pitch judge would see of it out: the training's ears are the program's own.
 *
 *   dump < sounds > inputs
 *
 * Sounds: again and again a 32-bit count and that many 16-bit samples at 8 kHz. Inputs, of each sound: a 32-bit count
 * of hops, and of each hop 32-bit floats: 1 if it has a spectrum, the inputs of the hop, and of each candidate its lag
 * in samples (0: none) and its inputs. All in the machine's byte order. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "speech/ear.h"

#define RECORD (1 + JUDGE_HOP_INPUTS + CANDIDATES * (1 + JUDGE_VOICE_INPUTS))

static void write_floats(const float *x, size_t n)
{
    if (fwrite(x, sizeof *x, n, stdout) != n)
        exit(3);
}

static void tell(const judge_state *judge, long t)
{
    float record[RECORD] = {0}, *out = record;
    const clue *c = judge_see(judge, t);
    *out++ = c->heard;
    judge_hop_inputs(judge, t, out);
    out += JUDGE_HOP_INPUTS;
    for (int i = 0; i < CANDIDATES; i++) {
        *out++ = c->lag[i];
        if (c->lag[i] > 0)
            judge_voice_inputs(judge, t, i, out);
        out += JUDGE_VOICE_INPUTS;
    }
    write_floats(record, RECORD);
}

/* Each hop just when the ear judges it: what it sees moves on with the sound. */
static void listen(ear *e, long *told)
{
    for (; *told < e->judge.done; ++*told)
        tell(&e->judge, *told);
}

static void hear(ear *e, const int16_t *x, int32_t n)
{
    int32_t hops = n / HOP_SAMPLES;
    long told = 0;
    if (fwrite(&hops, sizeof hops, 1, stdout) != 1)
        exit(3);
    for (long t = 0; t < hops; t++) {
        float samples[HOP_SAMPLES];
        for (int i = 0; i < HOP_SAMPLES; i++)
            samples[i] = (float)x[t * HOP_SAMPLES + i] / 32768.0f;
        ear_push(e, samples, false);
        listen(e, &told);
    }
    ear_finish(e);
    listen(e, &told);
}

int main(void)
{
    ear_tables *tables = malloc(sizeof *tables);
    void *plans = aligned_alloc(16, (ear_plans_bytes() + 15) & ~(size_t)15);
    ear *e = malloc(sizeof *e);
    int32_t n;
    if (!tables || !plans || !e)
        return 3;
    ear_tables_start(tables, plans);
    while (fread(&n, sizeof n, 1, stdin) == 1) {
        int16_t *x = malloc((size_t)n * sizeof *x + 1);
        if (!x || fread(x, sizeof *x, (size_t)n, stdin) != (size_t)n)
            return 3;
        ear_start(e, tables);
        hear(e, x, n);
        free(x);
    }
    free(e);
    free(plans);
    free(tables);
    return 0;
}
