/* Two copies of what is followed: one fed with hops as decided, 4.4 s late, and one that runs ahead on early hops. When
 * the decision contradicts what was thought early (music began or ended, or speech that was none, or the reverse, for
 * CONTRADICTION hops on balance), and every 5 s anyhow, the one ahead begins again where the other stands and hears the
 * early hops since then once more; those are kept for that, CATCH_UP of them. So a tune that was taken for talk leaves
 * nothing behind, and nobody waits for certainty where there is no doubt. */
#include "calltone/cue.h"

#include <math.h>
#include <stdlib.h>

#include "cues/show.h"
#include "cues/signs.h"

#define CATCH_UP        1024 /* hops kept; the engine decides within 439 of them, within 639 at the start */
#define CONTRADICTION   40   /* hops: gaps inside words are closed later, and are shorter */
#define CATCH_UP_EVERY  50   /* hops between two new beginnings: each costs some 440 hops */
#define CATCH_UP_ANYHOW 500  /* so that small differences do not add up */
#define ZERO_DBFS       (-99.9)

struct ct_cues {
    const ct_standard *standard;
    unsigned sides;
    bool mixed;    /* both talkers on one line */
    int64_t first; /* hop of the call with which it began to listen; -1: not yet. All others are counted from it */
    signs settled, ahead;
    cue_hop kept[CATCH_UP][2]; /* early hops, by number */
    cue_hop early, decided;    /* of the agent, until the customer's comes */
    int differs[2];            /* by side: contradictions less agreements */
    bool doubted;
    int64_t caught_up; /* `settled` at the last new beginning */
    show show;
};

static const ct_cue_info kinds[] = {
#define CUE(NAME, name, side, unit, rule, urgency, en, zh) {name, en, zh, side, unit, rule},
#include "cues/cues.def"
#undef CUE
};

const ct_cue_info *ct_cue_kind_at(size_t index)
{
    return index < N_CUES ? &kinds[index] : NULL;
}

ct_status ct_cues_create(const ct_standard *standard, unsigned sides, ct_cues **out)
{
    if (!standard || !out || sides < 1 || sides > 2)
        return CT_ERR_ARGUMENT;
    ct_cues *cues = calloc(1, sizeof *cues);
    if (!cues)
        return CT_ERR_MEMORY;
    cues->standard = standard;
    cues->sides = sides;
    cues->first = -1;
    signs_start(&cues->settled);
    signs_start(&cues->ahead);
    show_start(&cues->show);
    *out = cues;
    return CT_OK;
}

void ct_cues_destroy(ct_cues *cues)
{
    free(cues);
}

void ct_cues_attach(ct_cues *cues, ct_engine *engine)
{
    ct_engine_observe_early(engine, ct_cues_hear_early, cues);
    ct_engine_observe(engine, ct_cues_hear, cues);
}

static cue_hop hop_of(const ct_track *track, bool certain)
{
    return (cue_hop){.level_dbfs = (float)track->level_dbfs,
                     .f0_hz = (float)track->f0_hz,
                     .speech = track->speech,
                     .syllable = track->syllable,
                     .music = track->music,
                     .tone = track->tone,
                     .lost = track->lost,
                     .zero = track->level_dbfs <= ZERO_DBFS,
                     .certain = certain};
}

/* The pair of which this is the last hop, or false: the other side's is still to come. */
static bool pair_up(ct_cues *cues, const ct_track *track, bool certain, cue_hop *first, cue_hop pair[2])
{
    cue_hop hop = hop_of(track, certain);
    cues->mixed = track->side == CT_SIDE_MIXED;
    pair[AGENT] = cues->sides == 2 ? *first : (cue_hop){.certain = certain};
    pair[CUSTOMER] = (cue_hop){.certain = certain};
    if (track->side == CT_SIDE_CUSTOMER)
        pair[CUSTOMER] = hop;
    else
        *first = pair[AGENT] = hop;
    return cues->sides == 1 || track->side == CT_SIDE_CUSTOMER;
}

static int64_t index_of(const ct_track *track)
{
    return (int64_t)(track->time_s * HOPS_PER_S);
}

static void tell(ct_cues *cues)
{
    sign found[N_CUES];
    signs_read(&cues->ahead, &cues->standard->live, cues->mixed, found);
    show_push(&cues->show, found, &cues->standard->live, cues->ahead.n);
}

void ct_cues_hear_early(void *context, const ct_track *track)
{
    ct_cues *cues = context;
    cue_hop pair[2];
    if (!pair_up(cues, track, false, &cues->early, pair))
        return;
    if (cues->first < 0)
        cues->first = index_of(track);
    cue_hop *kept = cues->kept[cues->ahead.n % CATCH_UP];
    kept[AGENT] = pair[AGENT];
    kept[CUSTOMER] = pair[CUSTOMER];
    signs_push(&cues->ahead, pair, &cues->standard->live);
    tell(cues);
}

static void catch_up(ct_cues *cues)
{
    int64_t n = cues->ahead.n;
    cues->ahead = cues->settled;
    while (cues->ahead.n < n)
        signs_push(&cues->ahead, cues->kept[cues->ahead.n % CATCH_UP], &cues->standard->live);
    cues->caught_up = cues->settled.n;
    cues->doubted = false;
    cues->differs[AGENT] = cues->differs[CUSTOMER] = 0;
    tell(cues);
}

static void compare(ct_cues *cues, int side, const cue_hop *decided, const cue_hop *early)
{
    int *differs = &cues->differs[side];
    *differs += decided->speech != early->speech ? 1 : *differs > 0 ? -1 : 0;
    cues->doubted |= *differs >= CONTRADICTION;
}

void ct_cues_hear(void *context, const ct_track *track)
{
    ct_cues *cues = context;
    cue_hop pair[2];
    if (!pair_up(cues, track, true, &cues->decided, pair))
        return;
    if (cues->first < 0 || index_of(track) != cues->first + cues->settled.n || cues->settled.n >= cues->ahead.n)
        return; /* from before it listened */
    const cue_hop *kept = cues->kept[cues->settled.n % CATCH_UP];
    const waiting *now = &cues->settled.waiting;
    bool music[2] = {waiting_has_music(now, AGENT), waiting_has_music(now, CUSTOMER)};
    for (int side = 0; side < 2; side++) {
        pair[side].was_thought = kept[side].speech;
        compare(cues, side, &pair[side], &kept[side]);
        cues->doubted |= now->music[side].on != pair[side].music;
    }
    signs_push(&cues->settled, pair, &cues->standard->live);
    cues->doubted |= music[AGENT] != waiting_has_music(now, AGENT);
    cues->doubted |= music[CUSTOMER] != waiting_has_music(now, CUSTOMER);
    int64_t since = cues->settled.n - cues->caught_up;
    if (since >= (cues->doubted ? CATCH_UP_EVERY : CATCH_UP_ANYHOW))
        catch_up(cues);
}

static double limit_of(const ct_live *live, int kind, int mark)
{
    switch (kind) {
    case CUE_TOO_FAST:
        return live->too_fast;
    case CUE_TOO_SLOW:
        return live->too_slow;
    case CUE_FLAT:
        return live->flat;
    case CUE_TOO_LOUD:
        return live->too_loud;
    case CUE_TOO_SOFT:
        return live->too_soft;
    case CUE_SHOUTING:
        return live->shouting;
    case CUE_TALK_OVER:
        return live->talk_over;
    case CUE_SILENCE:
        return live->silence;
    case CUE_HOLD:
        return mark > 2 ? live->hold_last : mark > 1 ? live->hold_second : live->hold_first;
    case CUE_CUSTOMER_LOUDER:
        return live->customer_louder;
    default:
        return live->monologue;
    }
}

bool ct_cues_current(const ct_cues *cues, ct_cue *out)
{
    if (!cues || !out || cues->show.kind < 0)
        return false;
    const show *s = &cues->show;
    *out = (ct_cue){.info = &kinds[s->kind],
                    .rule = ct_standard_find(cues->standard, kinds[s->kind].rule_id),
                    .number = s->number,
                    .urgency = show_urgency(s->kind, s->held.mark),
                    .mark = s->held.mark,
                    .since_s = (double)(cues->first + s->held.since) * HOP_S,
                    .shown_s = (double)(cues->first + s->shown) * HOP_S,
                    .value = s->held.value,
                    .limit = limit_of(&cues->standard->live, s->kind, s->held.mark),
                    .over = !s->held.on};
    return true;
}
