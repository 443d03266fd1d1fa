/* libsndfile encodes, into memory. Its Opus has no switch for the bit rate but the level of compression, which it takes
 * for a place between 256 and 6 kbit/s a channel (libsndfile 1.2, ogg_opus.c). */
#include "calltone/opus.h"

#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/calltone.h"

#define MOST_BIT_RATE  256000.0
#define LEAST_BIT_RATE 6000.0
#define FIRST_ROOM     (1u << 16)
#define PIECE_FRAMES   1024

struct ct_opus {
    SNDFILE *file;
    unsigned channels;
    unsigned char *bytes;
    size_t size, room, at;
    bool no_memory;
};

static sf_count_t tell_size(void *context)
{
    return (sf_count_t)((ct_opus *)context)->size;
}

static sf_count_t tell_place(void *context)
{
    return (sf_count_t)((ct_opus *)context)->at;
}

static sf_count_t seek(sf_count_t offset, int whence, void *context)
{
    ct_opus *opus = context;
    sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (sf_count_t)opus->at : (sf_count_t)opus->size;
    if (from + offset < 0 || from + offset > (sf_count_t)opus->size)
        return -1;
    opus->at = (size_t)(from + offset);
    return (sf_count_t)opus->at;
}

static sf_count_t read_back(void *out, sf_count_t count, void *context)
{
    ct_opus *opus = context;
    size_t here = opus->size - opus->at < (size_t)count ? opus->size - opus->at : (size_t)count;
    memcpy(out, opus->bytes + opus->at, here);
    opus->at += here;
    return (sf_count_t)here;
}

static bool make_room(ct_opus *opus, size_t size)
{
    size_t room = opus->room ? opus->room : FIRST_ROOM;
    while (room < size && room <= SIZE_MAX / 2)
        room *= 2;
    if (room == opus->room)
        return true;
    unsigned char *bytes = room >= size ? realloc(opus->bytes, room) : NULL;
    if (!bytes)
        return false;
    opus->bytes = bytes;
    opus->room = room;
    return true;
}

static sf_count_t write_on(const void *in, sf_count_t count, void *context)
{
    ct_opus *opus = context;
    if (!make_room(opus, opus->at + (size_t)count)) {
        opus->no_memory = true;
        return 0;
    }
    memcpy(opus->bytes + opus->at, in, (size_t)count);
    opus->at += (size_t)count;
    if (opus->at > opus->size)
        opus->size = opus->at;
    return count;
}

static ct_status open_file(ct_opus *opus)
{
    SF_VIRTUAL_IO memory = {tell_size, seek, read_back, write_on, tell_place};
    SF_INFO info = {.samplerate = CT_RATE_HZ, .channels = 1, .format = SF_FORMAT_OGG | SF_FORMAT_OPUS};
    double compression = (MOST_BIT_RATE - CT_OPUS_BIT_RATE) / (MOST_BIT_RATE - LEAST_BIT_RATE);
    opus->file = sf_open_virtual(&memory, SFM_WRITE, &info, opus);
    if (!opus->file)
        return opus->no_memory ? CT_ERR_MEMORY : CT_ERR_FORMAT;
    sf_command(opus->file, SFC_SET_COMPRESSION_LEVEL, &compression, sizeof compression);
    return CT_OK;
}

ct_status ct_opus_create(unsigned channels, ct_opus **out)
{
    if (channels < 1 || channels > 2 || !out)
        return CT_ERR_ARGUMENT;
    ct_opus *opus = calloc(1, sizeof *opus);
    if (!opus)
        return CT_ERR_MEMORY;
    opus->channels = channels;
    ct_status status = open_file(opus);
    if (status == CT_OK)
        *out = opus;
    else
        ct_opus_destroy(opus);
    return status;
}

static ct_status failure(const ct_opus *opus)
{
    return opus->no_memory ? CT_ERR_MEMORY : CT_ERR_WRITE;
}

ct_status ct_opus_push(ct_opus *opus, const float *frames, size_t n_frames)
{
    if (!opus->file)
        return CT_ERR_FINISHED;
    float mixed[PIECE_FRAMES];
    while (n_frames > 0) {
        size_t piece = n_frames < PIECE_FRAMES ? n_frames : PIECE_FRAMES;
        for (size_t i = 0; i < piece; i++, frames += opus->channels) {
            float sum = opus->channels == 2 ? frames[0] + frames[1] : frames[0];
            mixed[i] = sum > 1 ? 1 : sum < -1 ? -1 : sum;
        }
        if (sf_writef_float(opus->file, mixed, (sf_count_t)piece) != (sf_count_t)piece || opus->no_memory)
            return failure(opus);
        n_frames -= piece;
    }
    return CT_OK;
}

ct_status ct_opus_finish(ct_opus *opus, const unsigned char **bytes, size_t *size)
{
    bool whole = !opus->file || sf_close(opus->file) == 0;
    opus->file = NULL;
    if (!whole || opus->no_memory)
        return failure(opus);
    *bytes = opus->bytes;
    *size = opus->size;
    return CT_OK;
}

void ct_opus_destroy(ct_opus *opus)
{
    if (!opus)
        return;
    if (opus->file)
        sf_close(opus->file);
    free(opus->bytes);
    free(opus);
}
