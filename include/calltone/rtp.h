/**
 * A call from the line: two streams of G.711 in RTP (RFC 3550, RFC 3551), the agent's and the customer's, as frames at
 * CT_RATE_HZ.
 *
 * Packets are placed by their timestamps, so their order does not matter, and wait for each other no longer than
 * `window_s`. What has not come by then is lost: neither silence nor speech. Silence that the sender leaves out
 * (comfort noise of RFC 3389, or timestamps that jump where no packet is missing) is silence.
 *
 * ct_rtp is the receiver without sockets: datagrams in, frames out, by the caller's clock. ct_source_open_rtp() puts it
 * behind two UDP ports. Part of libcalltone-io.
 */
#ifndef CALLTONE_RTP_H
#define CALLTONE_RTP_H

#include "calltone/source.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_rtp_options {
    double window_s;      /**< how long packets are waited for, 0.02 to 1; default 0.1 */
    double end_s;         /**< the call is over when neither side sent anything for so long; default 60 */
    int dynamic_type;     /**< a further payload type (96 to 127), or -1, the default; 0 is mu-law, 8 is A-law */
    ct_encoding encoding; /**< of the further type: CT_ULAW or CT_ALAW */
} ct_rtp_options;

/** What happened to one side. */
typedef struct ct_rtp_counts {
    unsigned long packets;    /**< taken, with audio or comfort noise or of a kind that is only counted */
    unsigned long lost;       /**< never came, by their numbers */
    unsigned long late;       /**< came after they had been given up */
    unsigned long duplicates; /**< came again */
    unsigned long reordered;  /**< came after a later one, in time */
    unsigned long refused;    /**< no RTP, a stray sender, or a timestamp out of reach */
    unsigned long restarts;   /**< the sender began anew: another SSRC, or another count of time */
    unsigned long steps;      /**< corrections because the sender's clock is not ours */
    double stepped_s;         /**< their sum: positive where the sender was slow */
} ct_rtp_counts;

typedef struct ct_rtp ct_rtp;

/** Fill with the defaults. */
CT_API void ct_rtp_options_init(ct_rtp_options *options);

/**
 * @param options  borrowed, not kept; NULL for the defaults
 * @param out      the receiver; destroy it with ct_rtp_destroy(). Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY
 */
CT_API ct_status ct_rtp_create(const ct_rtp_options *options, ct_rtp **out);

/** NULL is fine. */
CT_API void ct_rtp_destroy(ct_rtp *rtp);

/**
 * A datagram came. Anything may stand in it.
 *
 * @param side   0 agent, 1 customer
 * @param now_s  when it came, on any clock that does not go back
 */
CT_API void ct_rtp_push(ct_rtp *rtp, unsigned side, const unsigned char *bytes, size_t n_bytes, double now_s);

/**
 * Read what is decided at a moment: it came, or its time is over. While neither side sends anything, nothing is read;
 * the gap follows when one of them goes on, and never if none does.
 *
 * @param now_s   what came before it must have been pushed
 * @param frames  room for `capacity` frames of two channels; zeros where audio is lost
 * @param heard   how many frames each channel really has: all of them, or 0
 * @return how many frames there are; read until it is 0
 */
CT_API size_t ct_rtp_read(ct_rtp *rtp, double now_s, float *frames, size_t capacity, size_t heard[2]);

/** The call is over: what is missing now will not come. Read until 0. */
CT_API void ct_rtp_end(ct_rtp *rtp);

/** True after ct_rtp_end(), after `end_s` without a packet, or when both senders said goodbye (RTCP on the same port).
 */
CT_API bool ct_rtp_ended(const ct_rtp *rtp, double now_s);

CT_API void ct_rtp_count(const ct_rtp *rtp, unsigned side, ct_rtp_counts *out);

/**
 * Listen on two UDP ports. Reading waits for packets, 20 ms at a time; notes say what was lost.
 *
 * @param address  where to listen, a number such as "127.0.0.1"; NULL for that one: this machine alone
 * @param ports    the agent's and the customer's; 0 for any that is free, which the encoding in the description names
 * @param options  borrowed, not kept; NULL for the defaults
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_OPEN or CT_ERR_MEMORY, with a message
 */
CT_API ct_status ct_source_open_rtp(const char *address, const unsigned ports[2], const ct_rtp_options *options,
                                    ct_source **out, ct_message *message);

#ifdef __cplusplus
}
#endif
#endif
