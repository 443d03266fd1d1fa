/* Two sides, one time: what is decided on both goes out; while both are quiet for an unknown reason, nothing does. */
#include "calltone/rtp.h"

#include <stdlib.h>

#include "io/limits.h"
#include "io/rtp_side.h"

struct ct_rtp {
    ct_rtp_options options;
    bool started, ended;
    double began_s; /* on the caller's clock */
    double last_s;  /* when the last packet of either side came */
    int64_t head;   /* frames decided */
    int64_t owed;   /* of these, frames before head in which nothing came from either side, not read yet */
    rtp_side sides[2];
};

void ct_rtp_options_init(ct_rtp_options *options)
{
    *options = (ct_rtp_options){.window_s = 0.1, .end_s = 60.0, .dynamic_type = -1, .encoding = CT_ULAW};
}

static bool options_fit(const ct_rtp_options *o)
{
    bool types = o->dynamic_type == -1 || (o->dynamic_type >= 96 && o->dynamic_type <= 127);
    return types && o->window_s >= 0.02 && o->window_s <= 1.0 && o->end_s > 0.0 &&
           (o->encoding == CT_ULAW || o->encoding == CT_ALAW);
}

ct_status ct_rtp_create(const ct_rtp_options *options, ct_rtp **out)
{
    ct_rtp_options defaults;
    ct_rtp_options_init(&defaults);
    if (!options)
        options = &defaults;
    if (!out || !options_fit(options))
        return CT_ERR_ARGUMENT;
    ct_rtp *rtp = calloc(1, sizeof *rtp);
    if (!rtp)
        return CT_ERR_MEMORY;
    rtp->options = *options;
    *out = rtp;
    return CT_OK;
}

void ct_rtp_destroy(ct_rtp *rtp)
{
    free(rtp);
}

static int64_t frames_at(const ct_rtp *rtp, double now_s)
{
    double since_s = rtp->started && now_s > rtp->began_s ? now_s - rtp->began_s : 0.0;
    return (int64_t)(since_s * ENGINE_RATE_HZ);
}

/* Up to here, what has not come will not come. */
static int64_t limit_at(const ct_rtp *rtp, double now_s)
{
    int64_t end = rtp->sides[0].end > rtp->sides[1].end ? rtp->sides[0].end : rtp->sides[1].end;
    return rtp->ended ? end : frames_at(rtp, now_s) - (int64_t)(rtp->options.window_s * ENGINE_RATE_HZ);
}

/* While nothing waits on either side, time goes on without being read. */
static void pass_nothing(ct_rtp *rtp, double now_s)
{
    int64_t limit = limit_at(rtp, now_s);
    bool empty = rtp_side_is_empty(&rtp->sides[0], rtp->head) && rtp_side_is_empty(&rtp->sides[1], rtp->head);
    bool resting = rtp->sides[0].resting || rtp->sides[1].resting;
    if (rtp->ended || !empty || resting || limit <= rtp->head)
        return;
    rtp->owed += limit - rtp->head;
    rtp->head = limit;
}

void ct_rtp_push(ct_rtp *rtp, unsigned side, const unsigned char *bytes, size_t n_bytes, double now_s)
{
    rtp_packet packet;
    if (!rtp || side > 1 || !bytes || rtp->ended)
        return;
    switch (rtp_packet_read(bytes, n_bytes, &packet)) {
    case RTP_GOODBYE:
        rtp->sides[side].goodbye = true;
        return;
    case RTP_NONE:
        rtp->sides[side].counts.refused++;
        return;
    case RTP_CONTROL:
        return;
    case RTP_AUDIO:
        break;
    }
    if (!rtp->started) {
        rtp->started = true;
        rtp->began_s = now_s;
    }
    rtp->last_s = now_s;
    pass_nothing(rtp, now_s);
    rtp_side_push(&rtp->sides[side], &packet, &rtp->options, frames_at(rtp, now_s), rtp->head);
}

/* A stretch in which nothing came from anyone. Silence on a side that went on without a packet missing. */
static size_t read_owed(ct_rtp *rtp, float *frames, size_t capacity, size_t heard[2])
{
    size_t n = (uint64_t)rtp->owed < capacity ? (size_t)rtp->owed : capacity;
    int64_t from = rtp->head - rtp->owed, to = rtp->head;
    for (size_t side = 0; side < 2; side++) {
        const rtp_side *s = &rtp->sides[side];
        heard[side] = s->quiet_from <= from && s->quiet_to >= to ? n : 0;
    }
    for (size_t i = 0; i < 2 * n; i++)
        frames[i] = 0.0f;
    rtp->owed -= (int64_t)n;
    return n;
}

size_t ct_rtp_read(ct_rtp *rtp, double now_s, float *frames, size_t capacity, size_t heard[2])
{
    if (!rtp || !rtp->started || !frames || capacity == 0)
        return 0;
    pass_nothing(rtp, now_s);
    for (;;) {
        rtp_place places[2];
        size_t n = capacity;
        for (size_t side = 0; side < 2; side++)
            n = rtp_side_run(&rtp->sides[side], rtp->head, limit_at(rtp, now_s), n, &places[side]);
        if (n == 0)
            return 0;
        bool nothing = places[0] == RTP_PLACE_NOTHING && places[1] == RTP_PLACE_NOTHING;
        if (!nothing && rtp->owed > 0)
            return read_owed(rtp, frames, capacity, heard);
        for (size_t side = 0; side < 2; side++) {
            rtp_side_take(&rtp->sides[side], rtp->head, n, places[side], frames + side);
            heard[side] = places[side] == RTP_PLACE_NOTHING ? 0 : n;
        }
        rtp->head += (int64_t)n;
        if (!nothing)
            return n;
        rtp->owed += (int64_t)n;
    }
}

void ct_rtp_end(ct_rtp *rtp)
{
    if (rtp)
        rtp->ended = true;
}

bool ct_rtp_ended(const ct_rtp *rtp, double now_s)
{
    bool silent = rtp->started && now_s - rtp->last_s >= rtp->options.end_s;
    return rtp->ended || silent || (rtp->sides[0].goodbye && rtp->sides[1].goodbye);
}

void ct_rtp_count(const ct_rtp *rtp, unsigned side, ct_rtp_counts *out)
{
    if (rtp && side <= 1 && out)
        *out = rtp_side_count(&rtp->sides[side]);
}
