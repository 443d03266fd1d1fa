#include "io/rtp_side.h"

#include <math.h>
#include <string.h>

#include "io/g711.h"
#include "io/limits.h"

#define MU_LAW_TYPE  0 /* RFC 3551, table 4 */
#define A_LAW_TYPE   8
#define COMFORT_TYPE 13 /* RFC 3389 */

#define MISPLACED_IN_A_ROW 5                     /* 0.1 s of packets: the sender's time has moved, no stray packet */
#define TAKEOVER_PAUSE     (ENGINE_RATE_HZ / 20) /* 50 ms, two packets: another sender is believed at once after it */
#define FORMER_PAUSE       ENGINE_RATE_HZ        /* the former sender is not listened to while the new one sends */
#define DRIFT_FRAMES       (10 * ENGINE_RATE_HZ) /* delays are compared over 10 s: hundreds of packets, one was quick */
#define DRIFT_STEP_FRAMES  (ENGINE_RATE_HZ / 25) /* 40 ms: well below the window, well above what a network adds */
#define REST_FRAMES        (ENGINE_RATE_HZ / 10) /* left out for so long without comfort noise: this sender does that */
#define LEVEL_MASK         127u                  /* RFC 3389, section 3.1: the noise's level in -dBov */

static size_t index_of(int64_t place)
{
    return (size_t)place % RTP_SIDE_FRAMES;
}

static bool is_audio(const rtp_packet *packet, const ct_rtp_options *options)
{
    return packet->payload_type == MU_LAW_TYPE || packet->payload_type == A_LAW_TYPE ||
           (int)packet->payload_type == options->dynamic_type;
}

static bool is_a_law(const rtp_packet *packet, const ct_rtp_options *options)
{
    return (int)packet->payload_type == options->dynamic_type ? options->encoding == CT_ALAW
                                                              : packet->payload_type == A_LAW_TYPE;
}

/* When a packet came, in whole packets: the two sides of a call are not known to lie closer than that. */
static int64_t place_by_arrival(int64_t now, int64_t n)
{
    n = n > 0 ? n : 1;
    return (now + n / 2) / n * n;
}

static unsigned long missing(const rtp_side *side)
{
    unsigned long expected = side->started ? (unsigned long)(side->highest - side->first + 1) : 0;
    return expected > side->received ? expected - side->received : 0;
}

static void anchor(rtp_side *side, int64_t timestamp, int64_t place)
{
    side->timestamp = timestamp;
    side->origin = place - timestamp;
    side->drift = (rtp_drift){0};
    side->out_of_reach = 0;
}

/* A sender's first packet. */
static void begin(rtp_side *side, const rtp_packet *packet, int64_t now)
{
    if (side->started) {
        side->lost_before += missing(side);
        side->counts.restarts++;
        side->former_source = side->source;
        side->has_former = true;
    }
    side->started = true;
    side->has_next = side->goodbye = false;
    side->source = packet->source;
    side->highest = side->first = packet->sequence;
    side->seen = 0;
    side->received = 0;
    anchor(side, packet->timestamp, place_by_arrival(now, (int64_t)packet->payload_bytes));
}

/* Is this packet of the sender we listen to, or of one that takes over from it? */
static bool is_welcome(rtp_side *side, const rtp_packet *packet, int64_t now)
{
    int64_t pause = now - side->arrived;
    if (side->started && packet->source == side->source) {
        side->has_next = false;
        return true;
    }
    if (side->started && side->has_former && packet->source == side->former_source && pause < FORMER_PAUSE)
        return false;
    bool again = side->has_next && side->next_source == packet->source;
    if (side->started && pause < TAKEOVER_PAUSE && !again) {
        side->has_next = true;
        side->next_source = packet->source;
        return false;
    }
    begin(side, packet, now);
    return true;
}

/* Count a packet by its number. False when it came before, or so late that nobody remembers. */
static bool count_number(rtp_side *side, int64_t number)
{
    int64_t ahead = number - side->highest;
    if (ahead > 0) {
        side->seen = ahead < 64 ? side->seen << ahead | 1u : 1u;
        side->highest = number;
    } else {
        uint64_t bit = ahead > -64 ? (uint64_t)1 << -ahead : 0;
        if (bit == 0 || side->seen & bit) {
            *(bit ? &side->counts.duplicates : &side->counts.late) += 1;
            return false;
        }
        side->seen |= bit;
        side->counts.reordered += ahead < 0;
        if (number < side->first)
            side->first = number;
    }
    side->received++;
    side->counts.packets++;
    return true;
}

/* No packet is missing and yet time has passed: the sender had nothing to say. */
static void fill_left_out(rtp_side *side, int64_t from, int64_t to, int64_t head)
{
    side->quiet_from = from;
    side->quiet_to = to;
    side->leaves_out = side->leaves_out || (!side->resting && to - from >= REST_FRAMES);
    for (int64_t place = from > head ? from : head; place < to; place++)
        if (side->places[index_of(place)] == RTP_PLACE_NOTHING)
            side->places[index_of(place)] = RTP_PLACE_SILENCE;
}

static bool put_audio(rtp_side *side, const rtp_packet *packet, bool a_law, int64_t place, int64_t head)
{
    bool used = false;
    for (size_t i = 0; i < packet->payload_bytes; i++) {
        int64_t at = place + (int64_t)i;
        if (at < head || side->places[index_of(at)] == RTP_PLACE_AUDIO)
            continue;
        side->samples[index_of(at)] = a_law ? g711_a_law(packet->payload[i]) : g711_mu_law(packet->payload[i]);
        side->places[index_of(at)] = RTP_PLACE_AUDIO;
        used = true;
    }
    return used;
}

/* Once in ten seconds: has the least delay moved by more than networks move it? Then the packets to come are placed
 * as far away. */
static void follow_clock(rtp_side *side, int64_t delay, int64_t now)
{
    rtp_drift *drift = &side->drift;
    if (drift->any && now >= drift->until) {
        int64_t moved = drift->has_usual ? drift->least - drift->usual : 0;
        if (!drift->has_usual)
            drift->usual = drift->least;
        drift->has_usual = true;
        drift->any = false;
        if (moved >= DRIFT_STEP_FRAMES || moved <= -DRIFT_STEP_FRAMES) {
            side->origin += moved;
            side->end += moved > 0 ? moved : 0; /* what the step leaves open is lost, not left out by the sender */
            delay -= moved;
            side->counts.steps++;
            side->counts.stepped_s += (double)moved / ENGINE_RATE_HZ;
        }
    }
    if (!drift->any)
        *drift = (rtp_drift){now + DRIFT_FRAMES, delay, drift->usual, true, drift->has_usual};
    if (delay < drift->least)
        drift->least = delay;
}

static void rest(rtp_side *side, const rtp_packet *packet)
{
    unsigned level = packet->payload_bytes > 0 ? packet->payload[0] & LEVEL_MASK : LEVEL_MASK;
    side->resting = true;
    side->noise_rms = level < LEVEL_MASK ? powf(10.0f, -(float)level / 20.0f) : 0.0f;
}

/* Where a packet lies that came in its turn or out of it; false when that is out of reach. */
static bool is_in_reach(rtp_side *side, int64_t place, int64_t n, int64_t head)
{
    bool late = place + n <= head && n > 0, far = place < 0 || place + n > head + RTP_SIDE_FRAMES;
    if (!late && !far)
        side->out_of_reach = 0;
    else
        side->out_of_reach++;
    return !late && !far;
}

void rtp_side_push(rtp_side *side, const rtp_packet *packet, const ct_rtp_options *options, int64_t now, int64_t head)
{
    int64_t n = is_audio(packet, options) ? (int64_t)packet->payload_bytes : 0;
    if (!is_welcome(side, packet, now)) {
        side->counts.refused++;
        return;
    }
    int64_t number = side->highest + (int16_t)(uint16_t)(packet->sequence - (uint16_t)side->highest);
    int64_t timestamp = side->timestamp + (int32_t)(packet->timestamp - (uint32_t)side->timestamp);
    bool in_turn = side->received == 0 || number == side->highest + 1, forward = number >= side->highest;
    side->arrived = now;
    if (!count_number(side, number))
        return;
    if (!is_in_reach(side, timestamp + side->origin, n, head)) {
        *(timestamp + side->origin + n <= head ? &side->counts.late : &side->counts.refused) += 1;
        if (side->out_of_reach < MISPLACED_IN_A_ROW || !forward)
            return;
        side->counts.restarts++;
        in_turn = false; /* nobody knows what lies between */
        anchor(side, timestamp, place_by_arrival(now, n) > head ? place_by_arrival(now, n) : head);
    }
    int64_t place = timestamp + side->origin;
    if (forward)
        side->timestamp = timestamp;
    if (in_turn && side->received > 1 && place > side->end)
        fill_left_out(side, side->end, place, head);
    if (n > 0)
        put_audio(side, packet, is_a_law(packet, options), place, head);
    if ((n > 0 || packet->payload_type == COMFORT_TYPE) && place + n > side->end)
        side->end = place + n;
    if (n > 0 && forward)
        follow_clock(side, now - place, now);
    if (packet->payload_type == COMFORT_TYPE && forward)
        rest(side, packet);
    else if (n > 0 && forward)
        side->resting = false;
}

bool rtp_side_is_empty(const rtp_side *side, int64_t head)
{
    return side->end <= head;
}

size_t rtp_side_run(const rtp_side *side, int64_t head, int64_t limit, size_t most, rtp_place *out)
{
    rtp_place first = (rtp_place)side->places[index_of(head)];
    most = most < RTP_SIDE_FRAMES ? most : RTP_SIDE_FRAMES;
    if (first == RTP_PLACE_NOTHING)
        most = limit <= head ? 0 : (uint64_t)(limit - head) < most ? (size_t)(limit - head) : most;
    size_t n = 0;
    while (n < most && side->places[index_of(head + (int64_t)n)] == first)
        n++;
    bool may_rest = (side->resting || side->leaves_out) && !side->goodbye && head >= side->end;
    *out = first == RTP_PLACE_NOTHING && may_rest ? RTP_PLACE_SILENCE : first;
    return n;
}

/* White noise of the level that the sender named; the same in every run. */
static float comfort_noise(rtp_side *side)
{
    side->noise_seed = side->noise_seed * 1664525u + 1013904223u;    /* Knuth, vol. 2, 3.3.4, table 1 */
    float even = (float)(side->noise_seed >> 8) / 8388608.0f - 1.0f; /* -1..1, of power 1/3 */
    return side->resting ? even * side->noise_rms * 1.7320508f : 0.0f;
}

void rtp_side_take(rtp_side *side, int64_t head, size_t n, rtp_place place, float *frames)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = index_of(head + (int64_t)i);
        frames[2 * i] = place == RTP_PLACE_AUDIO     ? (float)side->samples[at] / 32768.0f
                        : place == RTP_PLACE_SILENCE ? comfort_noise(side)
                                                     : 0.0f;
        side->places[at] = RTP_PLACE_NOTHING;
    }
}

ct_rtp_counts rtp_side_count(const rtp_side *side)
{
    ct_rtp_counts counts = side->counts;
    counts.lost = side->lost_before + missing(side);
    return counts;
}
