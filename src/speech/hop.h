/* What one 10 ms step of one side says: the only thing that the floors above `speech` ever see of the sound. */
#ifndef CT_SPEECH_HOP_H
#define CT_SPEECH_HOP_H

#include <stdint.h>

#define HOP_S            0.01
#define HOPS_PER_S       100
#define HOP_SAMPLES      80
#define LEVEL_FLOOR_DBFS (-100.0f) /* digital silence, and the least level ever stated */

enum {
    HOP_SPEECH = 1u << 0,   /* this side's talker speaks (gaps under 0.25 s are closed) */
    HOP_NUCLEUS = 1u << 1,  /* a syllable's nucleus lies on this hop */
    HOP_MUSIC = 1u << 2,    /* music on this side's line; never together with HOP_SPEECH */
    HOP_TONE = 1u << 3,     /* ringback, busy, DTMF ... on this side's line; never together with HOP_SPEECH */
    HOP_GAP = 1u << 4,      /* lost audio: every other field is empty */
    HOP_ZERO = 1u << 5,     /* every sample has the same value: digital silence */
    HOP_SPECTRUM = 1u << 6, /* loud enough for a spectrum: low_dbfs, centroid_hz and tilt hold */
};

/* What a tone on the line means, by frequency and cadence. */
enum hop_tone { HOP_TONE_NONE, HOP_TONE_RINGBACK, HOP_TONE_BUSY, HOP_TONE_DIAL, HOP_TONE_DTMF, HOP_TONE_OTHER };

typedef struct ct_hop {
    float level_dbfs;         /* mean square of the hop, constant offset removed */
    float noise_dbfs;         /* the side's own noise floor, as known by now */
    float f0_hz;              /* 0 where unvoiced, no speech, music or tone */
    float low_dbfs;           /* power below 150 Hz, around the hop */
    float centroid_hz;        /* centre of gravity of the spectrum, 200 to 3400 Hz */
    float tilt_db_per_octave; /* slope of the spectrum, 300 to 3400 Hz */
    float mean_abs;           /* mean magnitude of the samples, full scale 1: what the level meter follows */
    uint8_t flags;            /* HOP_* */
    uint8_t tone;             /* enum hop_tone */
    uint8_t clipped;          /* samples at the rails, 0 to 80 */
} ct_hop;

#endif
