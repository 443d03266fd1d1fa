#include "engine/health.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

/* Our own limits: at each, listening shows the fault and a figure begins to be wrong. */
#define LOUD_POWER     1e-5f /* -50 dBFS */
#define SAME_COHERENCE 0.98f
#define SAME_SHARE     0.95  /* of the loud hops: dual mono */
#define SAME_LEAST     50    /* hops */
#define LEAK_POWER     1e-4f /* -40 dBFS: the louder side */
#define LEAK_BELOW     0.1f  /* power ratio: the other is 10 dB softer or more */
#define LEAK_COHERENCE 0.5f
#define LEAK_SHARE     0.5   /* of the hops where one side is alone: crosstalk */
#define LEAK_LEAST     100   /* hops */
#define OFFSET_LIMIT   0.01  /* of full scale */
#define CLIPPED_LIMIT  0.001 /* of the samples in speech */
#define DROPOUT_STEP   0.01f /* jump into and out of it: a gate that closes on a quiet line makes none */
#define DROPOUT_LEAST  80    /* samples without movement */
#define DROPOUT_MOST   1600
#define DROPOUTS_LIMIT 3
#define LOW_LEVEL_DBFS (-45.0)
#define NOISY_DB       15.0
#define MISSING_SHARE  0.05
#define SHORT_S        5.0
#define SILENT_HOPS    30

void health_start(call_health *h)
{
    memset(h, 0, sizeof *h);
}

/* Stretches of 10 to 200 ms in which the samples stand still, cut into sound at both ends: lost packets. */
static void follow_flat(side_health *s, const float *x)
{
    for (int i = 0; i < HOP_SAMPLES; i++) {
        float step = fabsf(x[i] - s->last);
        if (step == 0.0f) {
            s->flat_run++;
        } else {
            s->dropouts += s->flat_run >= DROPOUT_LEAST && s->flat_run <= DROPOUT_MOST &&
                           s->before_flat > DROPOUT_STEP && step > DROPOUT_STEP;
            s->flat_run = 0;
            s->before_flat = step;
        }
        s->last = x[i];
    }
}

/* A stretch that stands still for 10 ms or more fills half a hop, and so one of these four places, or begins at its
 * end. */
static bool may_stand_still(const float *x)
{
    return x[10] == x[11] || x[30] == x[31] || x[50] == x[51] || x[70] == x[71];
}

static void push_side(side_health *s, const float *x)
{
    lanes sum = {0};
    for (int i = 0; i < HOP_SAMPLES; i += LANES)
        sum += lanes_load(x + i);
    s->offset_sum += lanes_sum(sum);
    s->samples += HOP_SAMPLES;
    if (s->flat_run > 0 || x[HOP_SAMPLES - 1] == x[HOP_SAMPLES - 2] || may_stand_still(x)) {
        follow_flat(s, x);
    } else {
        s->last = x[HOP_SAMPLES - 1];
        s->before_flat = fabsf(x[HOP_SAMPLES - 1] - x[HOP_SAMPLES - 2]);
    }
}

static void push_pair(pair_health *p, const float *a, const float *b)
{
    float aa = dot_lanes(a, a, HOP_SAMPLES) / HOP_SAMPLES, bb = dot_lanes(b, b, HOP_SAMPLES) / HOP_SAMPLES;
    if (aa < LOUD_POWER && bb < LOUD_POWER)
        return;
    float ab = dot_lanes(a, b, HOP_SAMPLES) / HOP_SAMPLES;
    float coherence = ab * ab / (aa * bb + 1e-20f);
    p->loud++;
    p->same += coherence > SAME_COHERENCE && aa < 4.0f * bb && bb < 4.0f * aa;
    int strong = aa < bb;
    float more = strong ? bb : aa, less = strong ? aa : bb;
    if (more < LEAK_POWER || less > LEAK_BELOW * more)
        return;
    p->alone[strong]++;
    if (coherence > LEAK_COHERENCE) {
        p->leaked[strong]++;
        p->leak[strong] += fabs((double)ab / more);
    }
}

WIDE_LANES void health_push_samples(call_health *h, const float *a, const float *b)
{
    push_side(&h->side[0], a);
    if (b != NULL) {
        push_side(&h->side[1], b);
        push_pair(&h->pair, a, b);
    }
}

void health_push_hop(call_health *h, int side, const ct_hop *hop)
{
    if (!(hop->flags & HOP_SPEECH))
        return;
    h->side[side].speech_hops++;
    h->side[side].clipped += hop->clipped;
}

bool health_is_dual_mono(const call_health *h)
{
    return h->pair.loud >= SAME_LEAST && (double)h->pair.same > SAME_SHARE * (double)h->pair.loud;
}

typedef struct fault_list {
    ct_health *out;
    size_t n;
    unsigned *faults;
} fault_list;

static void add(fault_list *list, ct_fault fault, ct_side side, double value)
{
    list->out[list->n++] = (ct_health){fault, side, value};
    list->faults[side == CT_SIDE_MIXED ? CT_SIDE_CALL : side] |= 1u << fault;
}

static void read_side(const call_health *h, const health_facts *facts, int i, fault_list *list)
{
    const side_health *s = &h->side[i];
    ct_side side = (ct_side)i;
    double offset = s->samples > 0 ? s->offset_sum / s->samples : 0.0;
    double clipped = s->speech_hops > 0 ? (double)s->clipped / ((double)s->speech_hops * HOP_SAMPLES) : 0.0;
    if (facts->channels == 2 && s->speech_hops < SILENT_HOPS)
        add(list, CT_FAULT_SILENT_SIDE, side, 0);
    if (fabs(offset) > OFFSET_LIMIT)
        add(list, CT_FAULT_DC, side, offset);
    if (clipped > CLIPPED_LIMIT)
        add(list, CT_FAULT_CLIPPING, side, clipped);
    if (s->dropouts >= DROPOUTS_LIMIT)
        add(list, CT_FAULT_DROPOUTS, side, (double)s->dropouts);
    if (facts->missing_s[i] > MISSING_SHARE * facts->duration_s)
        add(list, CT_FAULT_SIDE_MISSING, side, facts->missing_s[i]);
    const ct_reading *level = facts->level[i], *snr = facts->snr[i];
    if (level != NULL && level->state == CT_KNOWN && level->value < LOW_LEVEL_DBFS)
        add(list, CT_FAULT_LOW_LEVEL, side, level->value);
    if (snr != NULL && snr->state == CT_KNOWN && snr->value < NOISY_DB)
        add(list, CT_FAULT_NOISE, side, snr->value);
}

static void read_leak(const pair_health *p, fault_list *list)
{
    for (int i = 0; i < 2; i++)
        if (p->alone[i] >= LEAK_LEAST && (double)p->leaked[i] > LEAK_SHARE * (double)p->alone[i])
            add(list, CT_FAULT_CROSSTALK, (ct_side)!i, 20.0 * log10(p->leak[i] / (double)p->leaked[i] + 1e-6));
}

size_t health_read(const call_health *h, const health_facts *facts, ct_health *out, unsigned faults[3])
{
    fault_list list = {out, 0, faults};
    bool dual = facts->channels == 2 && health_is_dual_mono(h);
    memset(faults, 0, 3 * sizeof *faults);
    if (facts->channels == 1)
        add(&list, CT_FAULT_MONO, CT_SIDE_CALL, 0);
    if (dual)
        add(&list, CT_FAULT_DUAL_MONO, CT_SIDE_CALL, 0);
    if (facts->duration_s < SHORT_S)
        add(&list, CT_FAULT_SHORT, CT_SIDE_CALL, facts->duration_s);
    if (facts->lost_s > 0)
        add(&list, CT_FAULT_LOST_AUDIO, CT_SIDE_CALL, facts->lost_s);
    for (int i = 0; i < (facts->channels == 2 && !dual ? 2 : 1); i++)
        read_side(h, facts, i, &list);
    if (facts->channels == 2 && !dual)
        read_leak(&h->pair, &list);
    return list.n;
}
