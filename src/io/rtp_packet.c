#include "io/rtp_packet.h"

#define VERSION         2u
#define HEADER_BYTES    12u
#define EXTENSION_BYTES 4u
#define RTCP_FIRST      192u /* RFC 5761, section 4: packet types 192 to 223 on a shared port are RTCP */
#define RTCP_LAST       223u
#define RTCP_GOODBYE    203u
#define RTCP_BYTES      4u

static uint16_t big16(const unsigned char *b)
{
    return (uint16_t)(b[0] << 8 | b[1]);
}

static uint32_t big32(const unsigned char *b)
{
    return (uint32_t)big16(b) << 16 | big16(b + 2);
}

/* A compound packet: is one of its parts a goodbye? */
static rtp_kind read_control(const unsigned char *bytes, size_t n_bytes)
{
    size_t at = 0;
    while (at + RTCP_BYTES <= n_bytes && bytes[at] >> 6 == VERSION) {
        if (bytes[at + 1] == RTCP_GOODBYE)
            return RTP_GOODBYE;
        at += RTCP_BYTES * ((size_t)big16(bytes + at + 2) + 1);
    }
    return RTP_CONTROL;
}

/* Bytes before the payload, or 0 when the packet ends within them. */
static size_t header_bytes(const unsigned char *bytes, size_t n_bytes)
{
    size_t header = HEADER_BYTES + 4 * (size_t)(bytes[0] & 15u); /* contributing sources */
    if (bytes[0] & 0x10u) {
        if (header + EXTENSION_BYTES > n_bytes)
            return 0;
        header += EXTENSION_BYTES + 4 * (size_t)big16(bytes + header + 2);
    }
    return header <= n_bytes ? header : 0;
}

rtp_kind rtp_packet_read(const unsigned char *bytes, size_t n_bytes, rtp_packet *out)
{
    if (n_bytes >= RTCP_BYTES && bytes[0] >> 6 == VERSION && bytes[1] >= RTCP_FIRST && bytes[1] <= RTCP_LAST)
        return read_control(bytes, n_bytes);
    if (n_bytes < HEADER_BYTES || bytes[0] >> 6 != VERSION)
        return RTP_NONE;
    size_t header = header_bytes(bytes, n_bytes);
    if (header == 0)
        return RTP_NONE;
    size_t padding = bytes[0] & 0x20u && n_bytes > header ? bytes[n_bytes - 1] : 0;
    if (padding > n_bytes - header || (bytes[0] & 0x20u && padding == 0))
        return RTP_NONE;
    *out = (rtp_packet){.marker = bytes[1] & 0x80u,
                        .payload_type = bytes[1] & 0x7fu,
                        .sequence = big16(bytes + 2),
                        .timestamp = big32(bytes + 4),
                        .source = big32(bytes + 8),
                        .payload = bytes + header,
                        .payload_bytes = n_bytes - header - padding};
    return RTP_AUDIO;
}
