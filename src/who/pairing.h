/* Calls in two files: which two of a folder are one call.
 *
 * Recorders tell the sides apart by a mark before the ending: call-in.wav and call-out.wav, call_rx.wav and
 * call_tx.wav, call_agent.wav and call_customer.wav, with - or _ before it, in any case of letters. The line is seen
 * from the centre: what goes out (out, tx) is what the agent says, what comes in (in, rx) is the customer.
 */
#ifndef CT_WHO_PAIRING_H
#define CT_WHO_PAIRING_H

#include <stddef.h>

#include "calltone/status.h"

typedef enum who_part {
    WHO_WHOLE, /* a call by itself, also a half whose other half is not there */
    WHO_AGENT_SIDE,
    WHO_CUSTOMER_SIDE
} who_part;

typedef struct who_pairing {
    who_part part;
    size_t other; /* where the other half stands among the names; of a whole call it is not meaningful */
} who_pairing;

/* Pair the `n` names of one folder, without their folder, in any order; `out` has room for n. Where a mark's halves are
 * not exactly two, none of them is paired. CT_OK or CT_ERR_MEMORY. */
ct_status who_pair(const char *const *names, size_t n, who_pairing *out);

#endif
