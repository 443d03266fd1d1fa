#include "talk/hold.h"

#define HOLD_LEAST_HOPS     300  /* 3 s */
#define PIECE_LEAST_HOPS    300  /* 3 s of tone or muting */
#define MUSIC_LEAST_HOPS    200  /* 2 s */
#define QUIET_LEAST_HOPS    1000 /* 10 s without a word after the agent spoke */
#define APART_MOST_HOPS     500  /* 5 s between pieces */
#define CUSTOMER_BRIEF_HOPS 100  /* under 1 s of customer's speech between them */
#define CUSTOMER_MUSIC_HOPS 200  /* under 2 s between music and music */
#define ANNOUNCE_HOPS       800  /* 8 s before a hold: HOLD-2 of the standards' table */
#define ANNOUNCE_LEAST_HOPS 100  /* 1 s */
#define REPLY_HOPS          100  /* 1 s into the hold */
#define BACK_HOPS           300  /* 3 s after a hold: HOLD-4 */

/* What one hop is to a hold. */
typedef struct hop_view {
    bool agent, customer; /* inside an utterance */
    bool lost;
    bool music, tone, muted, ringing;
} hop_view;

static hop_view view(const holds *h, const past_hop *hop)
{
    const unsigned m = hop->marks;
    const bool answered = h->last_on[0] >= 0 || (m & MARK_AGENT_ON);
    const bool may_wait = answered && !(m & (MARK_CUSTOMER_2S | MARK_AGENT_LONG));
    return (hop_view){
        .agent = m & MARK_AGENT_ON,
        .customer = m & MARK_CUSTOMER_ON,
        .lost = past_any_lost(hop),
        .music = may_wait && (m & MARK_MUSIC),
        .tone = may_wait && (m & MARK_TONE),
        .muted = may_wait && (m & MARK_MUTED) && !(m & MARK_CUSTOMER_1S),
        .ringing = m & MARK_RINGING,
    };
}

/* --- A wait's start, and its contact with the agent --- */

/* Was the wait that begins at hop k announced, and did the customer answer that? */
static void look_back(const holds *h, wait_span *w)
{
    const int64_t from = w->start - ANNOUNCE_HOPS;
    for (int i = h->n_announcements - MAX_ANNOUNCEMENTS; i < h->n_announcements; i++) {
        if (i < 0 || h->announcements[i % MAX_ANNOUNCEMENTS].end < from)
            continue;
        const int64_t said = h->announcements[i % MAX_ANNOUNCEMENTS].start;
        w->announced = true;
        w->replied = h->last_on[1] >= (said > from ? said : from);
        return;
    }
}

static wait_span span_at(const holds *h, int64_t k)
{
    wait_span w = {.start = k, .contact = k};
    look_back(h, &w);
    return w;
}

static void span_push(wait_span *w, const hop_view *v, int64_t k)
{
    w->lost += v->lost;
    if (v->customer && k - w->start < REPLY_HOPS)
        w->replied = true;
    if (!v->agent)
        return;
    if (k - w->contact > w->longest)
        w->longest = k - w->contact;
    w->contact = k + 1;
}

static wait_end span_end(const wait_span *w, int64_t end)
{
    const int64_t open = end - w->contact;
    return (wait_end){.end = end, .longest = open > w->longest ? open : w->longest, .lost = w->lost};
}

/* --- The hold that may still grow --- */

static void tell_hold(holds *h, const wait_end *e, const teller *t)
{
    const hold *o = &h->hold;
    ct_event event = {
        .kind = CT_EVENT_HOLD,
        .side = CT_SIDE_CALL,
        .cause = o->cause,
        .without_contact_s = hop_edge_s(e->longest),
    };
    if (h->two_sides) {
        event.flags |= o->span.announced ? 0 : CT_EVENT_UNANNOUNCED;
        event.flags |= o->span.announced && !o->span.replied ? CT_EVENT_NO_REPLY : 0;
        event.flags |= e->back == BACK_OTHER ? CT_EVENT_NO_RETURN : 0;
    }
    tell_event(t, event, o->span.start, e->end);
}

/* No piece will join it any more: it ends at `e`, or came to nothing. */
static void close_hold(holds *h, const wait_end *e, const teller *t)
{
    h->hold.open = false;
    if (e->end < 0 || e->end - h->hold.span.start - e->lost < HOLD_LEAST_HOPS)
        return;
    tell_hold(h, e, t);
    silences_cut(&h->silences, h->hold.span.start, e->end, h->two_sides ? CT_SIDE_AGENT : CT_SIDE_CALL, t);
}

/* Would a piece that begins at hop k join it? `customer_most`: hops that the customer may have spoken between. */
static bool joins_hold(const hold *o, int64_t k, int64_t customer_most)
{
    return o->open && k - o->last.end <= APART_MOST_HOPS && o->customer < customer_most && o->lost <= RUN_LOSS_HOPS;
}

/* A piece that is over. */
typedef struct piece {
    const wait_span *span;
    int64_t end;
    ct_hold_cause cause;
    bool music;  /* there is music in it */
    bool joins;  /* it continues the hold before it */
    bool stands; /* a hold even if nobody speaks after it */
} piece;

static void add_piece(holds *h, const piece *p, const teller *t)
{
    hold *o = &h->hold;
    if (o->open && !p->joins)
        close_hold(h, p->stands ? &o->last : &o->stands, t);
    if (!o->open)
        *o = (hold){.open = true, .span = *p->span, .stands = {.end = -1}, .cause = p->cause};
    o->last = span_end(&o->span, p->end);
    if (p->stands)
        o->stands = o->last;
    if (p->music)
        o->cause = CT_HOLD_MUSIC;
    o->music_last = p->music;
    o->customer = o->lost = 0;
}

static void watch_return(holds *h, const hop_view *v, int64_t k)
{
    wait_end *e = &h->hold.last;
    if (e->back != BACK_UNKNOWN)
        return;
    bool late = k >= e->end + BACK_HOPS, customer_begins = v->customer && h->on_since[1] < 0;
    if (v->agent && !late)
        e->back = BACK_AGENT;
    else if (late || customer_begins)
        e->back = BACK_OTHER;
}

static bool may_grow(const holds *h, int64_t k)
{
    const hold *o = &h->hold;
    return (h->fragment.open && h->fragment.joins) || (h->quiet.open && h->quiet.waiting && h->quiet.joins) ||
           joins_hold(o, k, CUSTOMER_MUSIC_HOPS);
}

static void push_hold(holds *h, const hop_view *v, int64_t k, const teller *t)
{
    hold *o = &h->hold;
    if (!o->open)
        return;
    watch_return(h, v, k);
    if (v->agent || v->customer || o->stands.end == o->last.end)
        o->stands = o->last;
    o->customer += v->customer;
    o->lost += v->lost;
    span_push(&o->span, v, k);
    if (o->stands.end == o->last.end && o->last.back != BACK_UNKNOWN && !may_grow(h, k))
        close_hold(h, &o->last, t);
}

/* --- Pieces in the making --- */

static void end_quiet(holds *h, int64_t k, const teller *t)
{
    quiet *q = &h->quiet;
    if (q->open && q->waiting && k - q->span.start >= QUIET_LEAST_HOPS) {
        const piece p = {.span = &q->span, .end = k, .cause = CT_HOLD_SILENCE, .joins = q->joins};
        add_piece(h, &p, t);
        h->fragment.joins = true; /* one that has begun meanwhile goes on where this ends */
    }
    q->open = false;
}

static void push_quiet(holds *h, const hop_view *v, int64_t k, const teller *t)
{
    quiet *q = &h->quiet;
    if (v->agent || v->customer || v->lost) {
        end_quiet(h, k, t);
        return;
    }
    if (h->fragment.open && h->fragment.sure)
        q->open = false; /* it has taken over, see open_fragment() */
    else if (!q->open)
        *q = (quiet){
            .open = true,
            .waiting = h->two_sides && h->last_on[0] > h->last_on[1],
            .joins = joins_hold(&h->hold, k, CUSTOMER_BRIEF_HOPS),
            .span = span_at(h, k),
        };
}

/* A fragment that follows 10 s of waiting silence begins with that. */
static void open_fragment(holds *h, const hop_view *v, int64_t k)
{
    const quiet *q = &h->quiet;
    const int64_t customer_most = v->music && h->hold.music_last ? CUSTOMER_MUSIC_HOPS : CUSTOMER_BRIEF_HOPS;
    fragment *f = &h->fragment;
    *f = (fragment){.open = true, .cause = v->music ? CT_HOLD_MUSIC : v->tone ? CT_HOLD_TONE : CT_HOLD_MUTED};
    if (q->open && q->waiting && k - q->span.start >= QUIET_LEAST_HOPS) {
        f->span = q->span;
        f->joins = q->joins;
        f->cause = CT_HOLD_SILENCE;
    } else {
        f->span = span_at(h, k);
        f->joins = joins_hold(&h->hold, k, customer_most);
    }
}

static void end_fragment(holds *h, int64_t k, const teller *t)
{
    fragment *f = &h->fragment;
    const piece p = {
        .span = &f->span,
        .end = k,
        .cause = f->cause,
        .music = f->music > 0,
        .joins = f->joins,
        .stands = f->music > 0 || f->ringing,
    };
    if (f->open && f->sure)
        add_piece(h, &p, t);
    f->open = false;
}

static void push_fragment(holds *h, const hop_view *v, int64_t k, const teller *t)
{
    fragment *f = &h->fragment;
    const bool waits = v->music || v->tone || v->muted;
    if (!waits) {
        end_fragment(h, k, t);
        return;
    }
    if (!f->open)
        open_fragment(h, v, k);
    f->heard += !v->lost;
    f->music += v->music && !v->lost;
    f->ringing = f->ringing || v->ringing;
    f->sure = f->sure || f->heard >= PIECE_LEAST_HOPS || f->music >= MUSIC_LEAST_HOPS;
    span_push(&f->span, v, k);
}

/* --- Silences --- */

static ct_side who_owes(const holds *h)
{
    if (!h->two_sides || h->last_on[0] == h->last_on[1])
        return CT_SIDE_CALL;
    return h->last_on[1] > h->last_on[0] ? CT_SIDE_AGENT : CT_SIDE_CUSTOMER;
}

static void push_silence(holds *h, const hop_view *v, const past_hop *hop, int64_t k, const teller *t)
{
    const bool speech = v->agent || v->customer;
    if (speech || v->lost)
        silences_end(&h->silences, t);
    else
        silences_extend(&h->silences, k, who_owes(h));
    if (speech)
        silences_confirm(&h->silences);
    else if (h->last_on[0] < 0 && h->last_on[1] < 0 && (hop->marks & (MARK_RINGING | MARK_MUSIC)))
        silences_drop_until(&h->silences, k + 1);
}

/* From which hop on a hold, or what may become one, covers the silence. */
static int64_t covered_from(const holds *h)
{
    int64_t from = INT64_MAX;
    if (h->hold.open)
        from = h->hold.span.start;
    if (h->fragment.open && h->fragment.span.start < from)
        from = h->fragment.span.start;
    if (h->quiet.open && h->quiet.waiting && h->quiet.span.start < from)
        from = h->quiet.span.start;
    return from;
}

/* --- Who spoke when --- */

static void remember_announcement(holds *h, int64_t start, int64_t end)
{
    const int last = (h->n_announcements + MAX_ANNOUNCEMENTS - 1) % MAX_ANNOUNCEMENTS;
    if (h->n_announcements > 0 && h->announcements[last].start == start) {
        h->announcements[last].end = end;
        return;
    }
    /* The number stays small without changing its place in the ring: calls may last for days. */
    if (h->n_announcements == 2 * MAX_ANNOUNCEMENTS)
        h->n_announcements = MAX_ANNOUNCEMENTS;
    h->announcements[h->n_announcements % MAX_ANNOUNCEMENTS].start = start;
    h->announcements[h->n_announcements % MAX_ANNOUNCEMENTS].end = end;
    h->n_announcements++;
}

static void remember(holds *h, const hop_view *v, int64_t k)
{
    const bool on[2] = {v->agent, v->customer};
    for (int side = 0; side < 2; side++) {
        if (!on[side])
            h->on_since[side] = -1;
        else if (h->on_since[side] < 0)
            h->on_since[side] = k;
        if (on[side])
            h->last_on[side] = k;
    }
    if (v->agent && k + 1 - h->on_since[0] >= ANNOUNCE_LEAST_HOPS)
        remember_announcement(h, h->on_since[0], k + 1);
}

void holds_start(holds *h, bool two_sides)
{
    *h = (holds){.two_sides = two_sides, .last_on = {-1, -1}, .on_since = {-1, -1}};
}

void holds_push(holds *h, const past_hop *hop, int64_t k, const teller *t)
{
    const hop_view v = view(h, hop);
    push_fragment(h, &v, k, t);
    push_quiet(h, &v, k, t);
    push_silence(h, &v, hop, k, t);
    push_hold(h, &v, k, t);
    remember(h, &v, k);
    silences_tell_until(&h->silences, covered_from(h), t);
}

void holds_finish(holds *h, const teller *t)
{
    if (h->hold.open)
        close_hold(h, &h->hold.stands, t);
    silences_tell_until(&h->silences, INT64_MAX, t);
}
