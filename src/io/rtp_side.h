/*
 * One side of a call from the line: packets are placed on the call's time by their timestamps and read in its order.
 *
 * Places are frames since the call began. A place holds audio, silence that the sender left out, or nothing yet; what
 * still holds nothing when its time is over is lost. Numbers and timestamps are counted on past 16 and 32 bits as in
 * RFC 3550, appendix A.1; comfort noise is that of RFC 3389.
 */
#ifndef CT_IO_RTP_SIDE_H
#define CT_IO_RTP_SIDE_H

#include "calltone/rtp.h"
#include "io/rtp_packet.h"

#define RTP_SIDE_FRAMES 16384 /* 2 s: how far ahead of what was read a packet may lie */

typedef enum rtp_place { RTP_PLACE_NOTHING, RTP_PLACE_AUDIO, RTP_PLACE_SILENCE } rtp_place;

/* The sender's clock beside ours: packets can be late, never early, so the least delay of some seconds shows it. */
typedef struct rtp_drift {
    int64_t until; /* the seconds that are looked at end here */
    int64_t least; /* delay in them */
    int64_t usual; /* the least delay at first */
    bool any, has_usual;
} rtp_drift;

typedef struct rtp_side {
    bool started;
    uint32_t source;                     /* SSRC */
    uint32_t former_source, next_source; /* whom it took over from; who may take over */
    bool has_former, has_next;
    int64_t highest, first;       /* sequence numbers, counted on */
    uint64_t seen;                /* bit i: highest - i came */
    unsigned long received;       /* of first..highest */
    int64_t timestamp;            /* of `highest`, counted on */
    int64_t origin;               /* the place of timestamp 0 */
    int64_t end;                  /* behind the last audio or comfort noise */
    int64_t arrived;              /* when the last packet came */
    int64_t quiet_from, quiet_to; /* the last stretch that the sender left out */
    bool resting;                 /* comfort noise came last */
    bool leaves_out;              /* this sender has been found to leave out silence without comfort noise */
    bool goodbye;
    float noise_rms; /* of comfort noise */
    uint32_t noise_seed;
    unsigned out_of_reach;     /* packets in a row that could not be placed */
    unsigned long lost_before; /* under earlier senders */
    rtp_drift drift;
    ct_rtp_counts counts;
    int16_t samples[RTP_SIDE_FRAMES];
    unsigned char places[RTP_SIDE_FRAMES];
} rtp_side;

/* A packet came at `now`; what lies before `head` has been read already. */
void rtp_side_push(rtp_side *side, const rtp_packet *packet, const ct_rtp_options *options, int64_t now, int64_t head);

/* True when nothing that came waits to be read from `head` on. */
bool rtp_side_is_empty(const rtp_side *side, int64_t head);

/* How many frames from `head` on are alike and decided, at most `most`: audio, silence, or lost (RTP_PLACE_NOTHING) as
 * far as `limit`. */
size_t rtp_side_run(const rtp_side *side, int64_t head, int64_t limit, size_t most, rtp_place *out);

/* Move `n` frames of a run into every second float, and forget them. */
void rtp_side_take(rtp_side *side, int64_t head, size_t n, rtp_place place, float *frames);

/* What came and what did not. */
ct_rtp_counts rtp_side_count(const rtp_side *side);

#endif
