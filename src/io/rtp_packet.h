/* One datagram, read as RTP (RFC 3550, section 5.1) or as the RTCP that may share its port (RFC 5761). */
#ifndef CT_IO_RTP_PACKET_H
#define CT_IO_RTP_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum rtp_kind { RTP_NONE, RTP_AUDIO, RTP_GOODBYE, RTP_CONTROL } rtp_kind;

typedef struct rtp_packet {
    bool marker;
    unsigned payload_type;
    uint16_t sequence;
    uint32_t timestamp, source; /* source: the SSRC */
    const unsigned char *payload;
    size_t payload_bytes; /* without padding */
} rtp_packet;

/* RTP_AUDIO fills `out`, whatever the payload type; RTP_NONE is neither RTP nor RTCP, or is cut short. */
rtp_kind rtp_packet_read(const unsigned char *bytes, size_t n_bytes, rtp_packet *out);

#endif
