/* Numbers packed into few bytes: seven bits a byte, least first, the eighth says that more follow (LEB128). Signed ones
 * take turns (0, -1, 1, -2 ...), so that small ones stay short. Figures are stated to fixed decimals (report.h), so
 * they go in as whole numbers and come back as the very same doubles. */
#ifndef CT_STORE_PACKED_H
#define CT_STORE_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Being written; grows. Zero it to start, free `bytes` at the end. */
typedef struct packed {
    unsigned char *bytes;
    size_t size, room;
    bool failed; /* no memory; what follows is dropped */
} packed;

void packed_put(packed *to, uint64_t value);
void packed_put_signed(packed *to, int64_t value);
/* `decimals` 0 to 6. What is not finite goes in as 0, what is beyond +-9e9 as that. */
void packed_put_figure(packed *to, double value, int decimals);
void packed_put_text(packed *to, const char *text);

/* Being read. */
typedef struct unpacking {
    const unsigned char *at, *end;
    bool failed; /* the bytes ended early, or are none of ours; everything reads as 0 from then on */
} unpacking;

uint64_t packed_take(unpacking *from);
int64_t packed_take_signed(unpacking *from);
double packed_take_figure(unpacking *from, int decimals);
/* As packed_take(); more than `most` is a failure. */
uint64_t packed_take_below(unpacking *from, uint64_t most);
/* A text's length; its bytes, without an end, begin at the second result. */
size_t packed_take_text(unpacking *from, const char **text);

#endif
