/* A muted line: digital silence where the line is otherwise never without noise.
 *
 * Some recorders write digital silence in every pause (silence suppression); there it says nothing. So the line is
 * learnt first: of its hops without speech and music, less than a fifth may be digital silence, 5 s of them must have
 * been heard, and its noise must lie above -75 dBFS. Stretches taken for muting are not counted, or one long hold would
 * make the next one pass unseen. */
#ifndef CT_TALK_MUTE_H
#define CT_TALK_MUTE_H

#include <stdbool.h>
#include <stdint.h>

#include "speech/hop.h"

typedef struct mute {
    int64_t quiet;    /* hops without speech, music, tone or loss that were counted */
    int64_t zero;     /* those of digital silence */
    int64_t run;      /* hops of the digital silence going on now, not counted yet */
    float noise_dbfs; /* the line's noise before it */
    bool able;        /* the line was known well enough when it began */
} mute;

/* One more hop of the line. True when it is digital silence on a line that normally has noise. */
bool mute_push(mute *m, const ct_hop *hop);

#endif
