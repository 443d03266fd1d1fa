/* Where speech begins on this side: a threshold from the side's own distribution of levels. */
#ifndef CT_SPEECH_FLOOR_H
#define CT_SPEECH_FLOOR_H

#include <stdbool.h>

#define FLOOR_BINS   115 /* 1 dB each, -105 to +9 dB */
#define FLOOR_BLOCKS 8   /* of 75 hops: the 6 s of the minimum guard */
#define RECENT_HOPS  9   /* of which that minimum takes the mean */

typedef struct noise_floor {
    double bins[FLOOR_BINS];
    double weight;              /* of the next hop: grows instead of everything old shrinking */
    int until_read;             /* hops until the threshold is read anew */
    double recent[RECENT_HOPS]; /* their levels, each over their number */
    int next;                   /* place of the next one */
    double block_min[FLOOR_BLOCKS], running_min;
    long heard;
    int since_music; /* hops; no more than it remembers */
    float noise_db, spread_db, speech_db, threshold_db;
} noise_floor;

void floor_start(noise_floor *f);
/* One more hop's level that is neither music nor a tone. */
void floor_push(noise_floor *f, float level_db);
/* One more hop of whatever kind: is it left out as music? */
void floor_hear_music(noise_floor *f, bool music);

#endif
