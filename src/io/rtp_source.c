/* Two UDP ports as a source: what came since the last look goes into the receiver, what it has decided comes out. */
#include <errno.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "calltone/rtp.h"
#include "io/limits.h"
#include "io/source_kind.h"

#define DATAGRAM_BYTES   2048 /* more than Ethernet carries; a longer one is cut, and then no G.711 packet of any use */
#define DATAGRAMS_A_LOOK 4096 /* a flood does not keep the call from being heard */
#define RECEIVE_BYTES                                                                                                  \
    (1 << 20) /* of the system's buffer: seconds of both sides, should this program be kept waiting                    \
               */
#define LOOK_MS  20
#define PORT_MAX 65535u

typedef struct rtp_source {
    ct_source base;
    int sockets[2];
    ct_rtp *rtp;
    bool noted;
} rtp_source;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void take_datagrams(rtp_source *source, unsigned side, double at_s)
{
    unsigned char bytes[DATAGRAM_BYTES];
    for (int i = 0; i < DATAGRAMS_A_LOOK; i++) {
        ssize_t n = recv(source->sockets[side], bytes, sizeof bytes, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return;
        ct_rtp_push(source->rtp, side, bytes, (size_t)n, at_s);
    }
}

/* What happened to a side, once it is over. */
static void note_side(rtp_source *source, unsigned index, ct_side side)
{
    note_list *notes = &source->base.notes;
    ct_rtp_counts c;
    ct_rtp_count(source->rtp, index, &c);
    unsigned long sent = c.packets + c.lost;
    if (c.packets == 0) {
        notes_add(notes, side, "nothing was received; it is not judged", "没有收到任何数据，不予评判");
        return;
    }
    if (c.lost + c.late > 0)
        notes_add(notes, side, "%lu of %lu packets never came, %lu came too late; what is missing is not judged",
                  "%lu 个数据包未到达（共 %lu 个），%lu 个到达过晚；缺少的部分不予评判", c.lost, sent, c.late);
    if (c.restarts > 0)
        notes_add(notes, side, "the sender began anew %lu times", "发送端重新开始了 %lu 次", c.restarts);
    if (c.steps > 0)
        notes_add(notes, side, "the sender's clock is not ours; %lu corrections, %.2f s in all",
                  "发送端时钟与本机不同，共修正 %lu 次，合计 %.2f 秒", c.steps, c.stepped_s);
    if (c.refused > 0)
        notes_add(notes, side, "%lu packets were no audio of this call", "%lu 个数据包不是本通话的音频", c.refused);
}

static void finish(rtp_source *source)
{
    static const ct_side sides[] = {CT_SIDE_AGENT, CT_SIDE_CUSTOMER};
    ct_rtp_end(source->rtp);
    for (unsigned side = 0; side < 2 && !source->noted; side++)
        note_side(source, side, sides[side]);
    source->noted = true;
}

/* The moment is taken before the look: what then lies in the system's buffer is not late because we are. */
static size_t look(rtp_source *source, float *frames, size_t capacity)
{
    double at_s = now_s();
    for (unsigned side = 0; side < 2; side++)
        take_datagrams(source, side, at_s);
    if (ct_rtp_ended(source->rtp, at_s))
        finish(source);
    return ct_rtp_read(source->rtp, at_s, frames, capacity, source->base.info.heard);
}

static ct_status read_rtp(ct_source *base, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    rtp_source *source = (rtp_source *)base;
    struct pollfd polls[2] = {{source->sockets[0], POLLIN, 0}, {source->sockets[1], POLLIN, 0}};
    *n_frames = look(source, frames, capacity);
    if (*n_frames == 0 && !source->noted && poll(polls, 2, LOOK_MS) > 0)
        *n_frames = look(source, frames, capacity);
    base->info.waiting = *n_frames == 0 && !source->noted;
    return CT_OK;
}

static void end_rtp(ct_source *base)
{
    rtp_source *source = (rtp_source *)base;
    double at_s = now_s();
    for (unsigned side = 0; side < 2; side++)
        take_datagrams(source, side, at_s);
    finish(source);
}

static void close_rtp(ct_source *base)
{
    rtp_source *source = (rtp_source *)base;
    for (size_t side = 0; side < 2; side++)
        if (source->sockets[side] >= 0)
            close(source->sockets[side]);
    ct_rtp_destroy(source->rtp);
    free(source);
}

static const source_kind rtp_kind = {read_rtp, end_rtp, close_rtp};

typedef union any_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} any_address;

/* A numeric address and a port; returns its length, or 0. */
static socklen_t read_address(const char *text, unsigned port, any_address *out)
{
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons((uint16_t)port);
        return sizeof out->v4;
    }
    if (inet_pton(AF_INET6, text, &out->v6.sin6_addr) != 1)
        return 0;
    out->v6.sin6_family = AF_INET6;
    out->v6.sin6_port = htons((uint16_t)port);
    return sizeof out->v6;
}

/* The port that was really taken. */
static unsigned port_of(int socket)
{
    any_address address;
    socklen_t length = sizeof address;
    if (getsockname(socket, &address.any, &length) != 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET ? address.v4.sin_port : address.v6.sin6_port);
}

static ct_status bind_port(const char *text, unsigned port, int *out, ct_message *message)
{
    any_address address;
    char name[NAME_BYTES], place[NAME_BYTES + 16];
    socklen_t length = read_address(text, port, &address);
    name_printable(text, name);
    snprintf(place, sizeof place, "%s port %u", name, port);
    if (length == 0)
        return message_fail(message, CT_ERR_ARGUMENT, name, "no address; say a number such as 127.0.0.1 or ::1",
                            "不是地址，请写数字形式，如 127.0.0.1 或 ::1");
    int size = RECEIVE_BYTES;
    *out = socket(address.any.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (*out < 0 || bind(*out, &address.any, length) != 0)
        return message_fail_system(message, CT_ERR_OPEN, place, (message_words){"cannot be listened on", "无法监听"},
                                   errno);
    setsockopt(*out, SOL_SOCKET, SO_RCVBUF, &size, sizeof size); /* less is no fault */
    return CT_OK;
}

ct_status ct_source_open_rtp(const char *address, const unsigned ports[2], const ct_rtp_options *options,
                             ct_source **out, ct_message *message)
{
    if (!ports || !out || ports[0] > PORT_MAX || ports[1] > PORT_MAX)
        return CT_ERR_ARGUMENT;
    rtp_source *source = (rtp_source *)source_create(&rtp_kind, sizeof *source);
    if (!source)
        return message_fail(message, CT_ERR_MEMORY, "calltone", "out of memory", "内存不足");
    source->sockets[0] = source->sockets[1] = -1;
    ct_status status = ct_rtp_create(options, &source->rtp);
    ct_message_set(message, status);
    for (size_t side = 0; side < 2 && status == CT_OK; side++)
        status = bind_port(address ? address : "127.0.0.1", ports[side], &source->sockets[side], message);
    if (status != CT_OK) {
        close_rtp(&source->base);
        return status;
    }
    ct_source_info *info = &source->base.info;
    info->rate_hz = ENGINE_RATE_HZ;
    info->channels = 2;
    info->duration_s = -1.0;
    snprintf(info->encoding, sizeof info->encoding, "RTP, G.711, ports %u and %u", port_of(source->sockets[0]),
             port_of(source->sockets[1]));
    *out = &source->base;
    return CT_OK;
}
