/* As the measure of the same name: syllables over utterance time, inner pauses under 0.5 s included, utterances under 4
 * syllables left out, so that "mm" is not slow. Such an utterance enters when its fourth syllable is heard. */
#include "cues/pace.h"

#define GAP_HOPS 50

static void count(pace *p, int nuclei)
{
    p->sum += nuclei - p->nuclei[p->at];
    p->nuclei[p->at] = (uint8_t)nuclei;
    p->at = (p->at + 1) % PACE_HOPS;
    if (p->hops < PACE_HOPS)
        p->hops++;
}

static void count_from_start(pace *p)
{
    for (int i = 0; i < p->length; i++) {
        int nuclei = 0;
        for (int k = 0; k < PACE_SYLLABLES; k++)
            nuclei += p->nucleus_at[k] == i;
        count(p, nuclei);
    }
    p->counted = true;
}

/* The gap was a pause inside the utterance. */
static void bridge_gap(pace *p)
{
    for (int i = 0; p->counted && i < p->gap; i++)
        count(p, 0);
    p->length += p->gap;
    p->gap = 0;
}

/* A syllable may become certain just after the speech that holds it. */
static void take_syllable(pace *p)
{
    if (p->counted) {
        int last = (p->at + PACE_HOPS - 1) % PACE_HOPS;
        p->nuclei[last]++;
        p->sum++;
        return;
    }
    p->nucleus_at[p->syllables++] = p->length - 1;
    if (p->syllables == PACE_SYLLABLES)
        count_from_start(p);
}

void pace_push(pace *p, const cue_hop *hop)
{
    if (hop->speech) {
        if (!p->open)
            p->open = true, p->counted = false, p->length = p->gap = p->syllables = 0;
        bridge_gap(p);
        p->length++;
        if (p->counted)
            count(p, 0);
    } else if (p->open && !hop->lost && ++p->gap >= GAP_HOPS) {
        p->open = false;
    }
    if (p->open && hop->syllable)
        take_syllable(p);
}

double pace_rate(const pace *p)
{
    return p->hops < PACE_HOPS ? -1 : p->sum * 60.0 * HOPS_PER_S / PACE_HOPS;
}
