/* Any datagrams at any time, read in between: the receiver holds, and never gives more than time and packets allow. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "calltone/rtp.h"

#define CAPACITY 333

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Also where require() says nothing. */
static void require(int holds)
{
    if (!holds)
        abort();
}

static size_t read_all(ct_rtp *rtp, double now_s)
{
    float frames[2 * CAPACITY];
    size_t heard[2], all = 0, n;
    while ((n = ct_rtp_read(rtp, now_s, frames, CAPACITY, heard)) > 0) {
        require(n <= CAPACITY && heard[0] <= n && heard[1] <= n);
        for (size_t i = 0; i < 2 * n; i++)
            require(frames[i] >= -2.0f && frames[i] <= 2.0f);
        all += n;
    }
    return all;
}

/* Each datagram: two bytes of length, side and time passed in units of 5 ms (the highest bit: half a minute), then it.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ct_rtp_options options;
    ct_rtp *rtp = NULL;
    double now_s = 0;
    size_t all = 0;
    ct_rtp_options_init(&options);
    options.dynamic_type = 101;
    if (ct_rtp_create(&options, &rtp) != CT_OK)
        return 0;
    for (size_t at = 0; at + 2 <= size;) {
        size_t n = data[at], left = size - at - 2;
        n = n < left ? n : left;
        now_s += (data[at + 1] >> 1 & 63) * 0.005 + (data[at + 1] & 128 ? 30.0 : 0.0);
        ct_rtp_push(rtp, data[at + 1] & 1, data + at + 2, n, now_s);
        if (data[at + 1] & 2)
            all += read_all(rtp, now_s);
        at += 2 + n;
    }
    ct_rtp_end(rtp);
    all += read_all(rtp, now_s);
    require((double)all / 8000 <= now_s + 3.0);
    ct_rtp_destroy(rtp);
    return 0;
}
