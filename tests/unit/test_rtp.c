/* A call from the line: datagrams in, frames out. Time is ours, so nothing waits and nothing is left to chance. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calltone/calltone.h"
#include "calltone/rtp.h"
#include "io/g711.h"
#include "io/rtp_packet.h"

#define PACKET_FRAMES 160
#define PACKET_S      0.02
#define MAX_PACKETS   20000
#define HEADER_BYTES  12
#define FIRST_NUMBER  65530u      /* wraps after six packets */
#define FIRST_TIME    0xfffffe00u /* wraps after four */

typedef struct wire {
    unsigned char bytes[HEADER_BYTES + PACKET_FRAMES];
    size_t size;
} wire;

/* The codes of a packet: a ramp that no two neighbouring packets share. */
static unsigned char code_at(unsigned side, unsigned packet, unsigned frame)
{
    return (unsigned char)(frame * 7 + packet * 31 + side * 101);
}

static wire make_packet(unsigned type, unsigned number, unsigned time, unsigned source)
{
    wire w = {.size = HEADER_BYTES};
    uint16_t sequence = (uint16_t)(FIRST_NUMBER + number);
    uint32_t stamp = FIRST_TIME + time;
    const unsigned char head[HEADER_BYTES] = {0x80,
                                              (unsigned char)type,
                                              (unsigned char)(sequence >> 8),
                                              (unsigned char)sequence,
                                              (unsigned char)(stamp >> 24),
                                              (unsigned char)(stamp >> 16),
                                              (unsigned char)(stamp >> 8),
                                              (unsigned char)stamp,
                                              0,
                                              0,
                                              (unsigned char)(source >> 8),
                                              (unsigned char)source};
    memcpy(w.bytes, head, sizeof head);
    return w;
}

static wire make_audio(unsigned side, unsigned number, unsigned index)
{
    wire w = make_packet(0, number, index * PACKET_FRAMES, 7);
    for (unsigned i = 0; i < PACKET_FRAMES; i++)
        w.bytes[w.size++] = code_at(side, index, i);
    return w;
}

/* What was read so far. */
typedef struct heard_call {
    size_t frames, lost[2], silent[2], wrong[2];
} heard_call;

/* Every frame is either the one that was sent for its time, or lost, or silence. */
static void check_frame(heard_call *call, const float *frame, const size_t heard[2])
{
    for (unsigned side = 0; side < 2; side++) {
        unsigned char code =
            code_at(side, (unsigned)(call->frames / PACKET_FRAMES), (unsigned)(call->frames % PACKET_FRAMES));
        float sent = (float)g711_mu_law(code) / 32768.0f;
        if (heard[side] == 0)
            call->lost[side]++;
        else if (frame[side] == 0.0f && sent != 0.0f)
            call->silent[side]++;
        else
            call->wrong[side] += frame[side] != sent;
    }
    call->frames++;
}

static void read_all(ct_rtp *rtp, double now_s, heard_call *call)
{
    float frames[2 * 100];
    size_t heard[2], n;
    while ((n = ct_rtp_read(rtp, now_s, frames, 100, heard)) > 0)
        for (size_t i = 0; i < n; i++)
            check_frame(call, frames + 2 * i, heard);
}

static ct_rtp *new_receiver(void)
{
    ct_rtp *rtp = NULL;
    assert_int_equal(ct_rtp_create(NULL, &rtp), CT_OK);
    return rtp;
}

/* A sender's plan: is packet `index` of `side` sent, and by how much is it late? */
typedef double (*planner)(unsigned side, unsigned index);

#define NEVER (-1.0)

/* Send 20 ms packets by plan, in the order in which they arrive, and read after each. */
static heard_call send_call(unsigned n_packets, planner plan, ct_rtp_counts counts[2])
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    for (unsigned tick = 0; tick < n_packets + 100; tick++) {
        double now_s = 1000.0 + tick * PACKET_S;
        for (unsigned back = 0; back < 50 && back <= tick; back++)
            for (unsigned side = 0; side < 2; side++) {
                unsigned index = tick - back;
                double late = index < n_packets ? plan(side, index) : NEVER;
                if (late < 0 || (unsigned)lround(late / PACKET_S) != back)
                    continue;
                wire w = make_audio(side, index, index);
                ct_rtp_push(rtp, side, w.bytes, w.size, now_s);
            }
        read_all(rtp, now_s, &call);
    }
    ct_rtp_end(rtp);
    read_all(rtp, 1000.0 + (n_packets + 100) * PACKET_S, &call);
    for (unsigned side = 0; side < 2; side++)
        ct_rtp_count(rtp, side, &counts[side]);
    ct_rtp_destroy(rtp);
    return call;
}

static double in_time(unsigned side, unsigned index)
{
    return 0;
}

static void loss_free_call_is_whole(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(500, in_time, counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    for (unsigned side = 0; side < 2; side++) {
        assert_int_equal(call.lost[side] + call.silent[side] + call.wrong[side], 0);
        assert_int_equal(counts[side].packets, 500);
        assert_int_equal(counts[side].lost + counts[side].late + counts[side].refused + counts[side].restarts, 0);
    }
}

/* Every third packet comes 60 ms late, within the window. */
static double shuffled(unsigned side, unsigned index)
{
    return index > 0 && (index + side) % 3 == 0 ? 0.06 : 0;
}

static void reordered_call_is_whole(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(500, shuffled, counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_int_equal(call.lost[0] + call.lost[1] + call.wrong[0] + call.wrong[1] + call.silent[0], 0);
    assert_true(counts[0].reordered > 100);
    assert_int_equal(counts[0].lost + counts[0].late, 0);
}

/* One in five of the agent's packets is lost, and each tenth of the customer's comes too late. */
static double lossy(unsigned side, unsigned index)
{
    if (side == 0)
        return index % 5 == 3 ? NEVER : 0;
    return index % 10 == 4 ? 0.3 : 0;
}

static void lost_and_late_packets_are_gaps(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(500, lossy, counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_int_equal(call.lost[0], 100 * PACKET_FRAMES);
    assert_int_equal(call.lost[1], 50 * PACKET_FRAMES);
    assert_int_equal(call.wrong[0] + call.wrong[1] + call.silent[0] + call.silent[1], 0);
    assert_int_equal(counts[0].lost, 100);
    assert_int_equal(counts[1].late, 50);
    assert_int_equal(counts[1].lost, 0);
}

/* The line is dead from 4 s to 34 s, on both sides. */
static double cut(unsigned side, unsigned index)
{
    return index >= 200 && index < 1700 ? NEVER : 0;
}

static void outage_is_a_gap(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(2000, cut, counts);
    assert_int_equal(call.frames, 2000 * PACKET_FRAMES);
    for (unsigned side = 0; side < 2; side++) {
        assert_int_equal(call.lost[side], 1500 * PACKET_FRAMES);
        assert_int_equal(call.wrong[side] + call.silent[side], 0);
        assert_int_equal(counts[side].lost, 1500);
        assert_int_equal(counts[side].restarts, 0);
    }
}

/* The customer goes silent at 4 s, for good. */
static double hung_up(unsigned side, unsigned index)
{
    return side == 1 && index >= 200 ? NEVER : 0;
}

static void one_dead_side_does_not_hold_the_other_up(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(500, hung_up, counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_int_equal(call.lost[0] + call.wrong[0], 0);
    assert_int_equal(call.lost[1], 300 * PACKET_FRAMES);
}

static void audio_comes_out_within_the_window(void **state)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    for (unsigned index = 0; index < 100; index++) {
        wire agent = make_audio(0, index, index), customer = make_audio(1, index, index);
        ct_rtp_push(rtp, 0, agent.bytes, agent.size, index * PACKET_S);
        if (index < 50)
            ct_rtp_push(rtp, 1, customer.bytes, customer.size, index * PACKET_S);
        read_all(rtp, index * PACKET_S, &call);
        /* whole: at once; the other missing: after 100 ms, the packet's own 20 ms before that */
        size_t now = (index + 1) * PACKET_FRAMES, at_least = index < 50 ? now : now - 960;
        assert_true(call.frames >= at_least && call.frames <= now);
    }
    ct_rtp_destroy(rtp);
}

static void duplicates_are_dropped(void **state)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    ct_rtp_counts counts;
    for (unsigned index = 0; index < 100; index++)
        for (unsigned side = 0; side < 2; side++) {
            wire w = make_audio(side, index, index);
            ct_rtp_push(rtp, side, w.bytes, w.size, index * PACKET_S);
            ct_rtp_push(rtp, side, w.bytes, w.size, index * PACKET_S);
        }
    read_all(rtp, 2.0, &call);
    assert_int_equal(call.frames, 100 * PACKET_FRAMES);
    assert_int_equal(call.wrong[0] + call.lost[0] + call.silent[0], 0);
    ct_rtp_count(rtp, 0, &counts);
    assert_int_equal(counts.duplicates, 100);
    assert_int_equal(counts.packets, 100);
    ct_rtp_destroy(rtp);
}

/* Times jump by a second every 50 packets while numbers go on: with or without comfort noise before each jump. */
static heard_call send_with_rests(bool comfort, ct_rtp_counts *counts)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    unsigned number = 0;
    for (unsigned index = 0; index < 500; index++) {
        bool resting = index % 100 >= 50;
        wire customer = make_audio(1, index, index), agent = make_audio(0, number, index);
        if (!resting) {
            number++;
            ct_rtp_push(rtp, 0, agent.bytes, agent.size, index * PACKET_S);
        } else if (comfort && index % 100 == 50) {
            wire noise = make_packet(13, number++, index * PACKET_FRAMES, 7);
            noise.bytes[noise.size++] = 127;
            ct_rtp_push(rtp, 0, noise.bytes, noise.size, index * PACKET_S);
        }
        ct_rtp_push(rtp, 1, customer.bytes, customer.size, index * PACKET_S);
        read_all(rtp, index * PACKET_S, &call);
    }
    ct_rtp_end(rtp);
    read_all(rtp, 10.0, &call);
    ct_rtp_count(rtp, 0, counts);
    ct_rtp_destroy(rtp);
    return call;
}

static void comfort_noise_is_silence(void **state)
{
    ct_rtp_counts counts;
    heard_call call = send_with_rests(true, &counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_int_equal(call.lost[0] + call.wrong[0], 0);
    assert_in_range(call.silent[0], 247 * PACKET_FRAMES, 250 * PACKET_FRAMES); /* two codes of 256 are 0 themselves */
    assert_int_equal(counts.lost, 0);
}

/* The first time it cannot be told from loss; from then on the sender is known to do that. */
static void rests_without_comfort_noise_are_learned(void **state)
{
    ct_rtp_counts counts;
    heard_call call = send_with_rests(false, &counts);
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_true(call.lost[0] > 0 && call.lost[0] <= 50 * PACKET_FRAMES);
    assert_true(call.silent[0] >= 198 * PACKET_FRAMES);
    assert_int_equal(call.wrong[0], 0);
    assert_int_equal(counts.lost, 0);
}

/* Both rest at once, without a packet missing: silence, and not the gap that an outage is. */
static void rest_of_both_is_silence(void **state)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    for (unsigned index = 0; index < 500; index++) {
        for (unsigned side = 0; side < 2 && (index < 200 || index >= 400); side++) {
            wire w = make_audio(side, index < 200 ? index : index - 200, index);
            ct_rtp_push(rtp, side, w.bytes, w.size, index * PACKET_S);
        }
        read_all(rtp, index * PACKET_S, &call);
    }
    assert_int_equal(call.frames, 500 * PACKET_FRAMES);
    assert_int_equal(call.lost[0] + call.lost[1] + call.wrong[0] + call.wrong[1], 0);
    assert_true(call.silent[0] >= 198 * PACKET_FRAMES && call.silent[1] >= 198 * PACKET_FRAMES);
    ct_rtp_destroy(rtp);
}

static void comfort_noise_has_its_level(void **state)
{
    ct_rtp *rtp = new_receiver();
    float frames[2 * 4000];
    size_t heard[2], n_all = 0, n;
    double power = 0;
    wire first = make_audio(0, 0, 0), noise = make_packet(13, 1, PACKET_FRAMES, 7);
    noise.bytes[noise.size++] = 50;
    ct_rtp_push(rtp, 0, first.bytes, first.size, 0);
    ct_rtp_push(rtp, 0, noise.bytes, noise.size, PACKET_S);
    while ((n = ct_rtp_read(rtp, 2.0, frames, 4000, heard)) > 0)
        for (size_t i = 0; i < n; i++)
            if (n_all++ >= PACKET_FRAMES)
                power += (double)frames[2 * i] * (double)frames[2 * i];
    assert_true(n_all > 10000);
    assert_true(fabs(10 * log10(power / (double)(n_all - PACKET_FRAMES)) + 50) < 0.2);
    ct_rtp_destroy(rtp);
}

static void another_sender_goes_on_where_the_first_stopped(void **state)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    ct_rtp_counts counts;
    for (unsigned index = 0; index < 200; index++) {
        wire customer = make_audio(1, index, index), agent = make_audio(0, index, index);
        if (index >= 100) { /* other numbers, other times, another SSRC */
            agent = make_packet(0, index + 20000, index * PACKET_FRAMES + 1234567, 8);
            for (unsigned i = 0; i < PACKET_FRAMES; i++)
                agent.bytes[agent.size++] = code_at(0, index, i);
        }
        ct_rtp_push(rtp, 0, agent.bytes, agent.size, index * PACKET_S);
        ct_rtp_push(rtp, 1, customer.bytes, customer.size, index * PACKET_S);
        read_all(rtp, index * PACKET_S, &call);
    }
    ct_rtp_end(rtp);
    read_all(rtp, 4.0, &call);
    ct_rtp_count(rtp, 0, &counts);
    assert_int_equal(counts.restarts, 1);
    assert_int_equal(counts.refused, 1); /* its first packet might have been a stray one */
    assert_int_equal(call.frames, 200 * PACKET_FRAMES);
    assert_int_equal(call.lost[0], PACKET_FRAMES);
    assert_int_equal(call.wrong[0] + call.wrong[1] + call.lost[1], 0);
    ct_rtp_destroy(rtp);
}

static void stray_sender_is_refused(void **state)
{
    ct_rtp *rtp = new_receiver();
    heard_call call = {0};
    ct_rtp_counts counts;
    for (unsigned index = 0; index < 200; index++) {
        for (unsigned side = 0; side < 2; side++) {
            wire w = make_audio(side, index, index), stray = make_packet(0, index, 99 * index, 666);
            stray.size += PACKET_FRAMES;
            ct_rtp_push(rtp, side, w.bytes, w.size, index * PACKET_S);
            if (index > 0)
                ct_rtp_push(rtp, side, stray.bytes, stray.size, index * PACKET_S);
        }
        read_all(rtp, index * PACKET_S, &call);
    }
    ct_rtp_count(rtp, 1, &counts);
    assert_int_equal(counts.refused, 199);
    assert_int_equal(counts.restarts, 0);
    assert_int_equal(call.frames, 200 * PACKET_FRAMES);
    assert_int_equal(call.wrong[0] + call.wrong[1] + call.lost[0] + call.lost[1], 0);
    ct_rtp_destroy(rtp);
}

/* Half an hour of a sender whose clock is off; what comes out keeps step with our clock. */
static void check_drift(double parts_per_million)
{
    ct_rtp *rtp = new_receiver();
    ct_rtp_counts counts;
    float frames[2 * 800];
    size_t heard[2], n, read = 0, lost = 0;
    unsigned n_packets = 90000;
    double step_s = PACKET_S * (1.0 + parts_per_million * 1e-6);
    for (unsigned index = 0, sent = 0; index < n_packets; index++) {
        for (; sent * step_s <= index * PACKET_S; sent++) {
            wire off = make_audio(0, sent, sent);
            ct_rtp_push(rtp, 0, off.bytes, off.size, fmax(sent * step_s, (index - 0.5) * PACKET_S));
        }
        wire right = make_audio(1, index, index);
        ct_rtp_push(rtp, 1, right.bytes, right.size, index * PACKET_S);
        while ((n = ct_rtp_read(rtp, index * PACKET_S, frames, 800, heard)) > 0) {
            read += n;
            lost += heard[0] == 0 ? n : 0;
        }
    }
    ct_rtp_count(rtp, 0, &counts);
    double expected_s = n_packets * PACKET_S * parts_per_million * 1e-6;
    assert_true(fabs(counts.stepped_s - expected_s) < 0.06);
    assert_true(fabs((double)read / 8000 - n_packets * PACKET_S) < 0.25);
    assert_int_equal(counts.lost, 0);
    /* a slow sender's steps leave holes, a fast one's do not */
    assert_true(fabs((double)lost / 8000 - fmax(counts.stepped_s, 0)) < 0.1);
    ct_rtp_count(rtp, 1, &counts);
    assert_int_equal(counts.steps, 0);
    ct_rtp_destroy(rtp);
}

static void drift_is_followed(void **state)
{
    check_drift(200);
    check_drift(-200);
}

/* The way gets longer by 300 ms and stays so: heard again within a tenth of a second. */
static double rerouted(unsigned side, unsigned index)
{
    return side == 0 && index >= 200 ? 0.3 : 0;
}

static void longer_way_is_learned(void **state)
{
    ct_rtp_counts counts[2];
    heard_call call = send_call(500, rerouted, counts);
    assert_int_equal(counts[0].restarts, 1);
    assert_true(call.lost[0] <= (15 + 5 + 5) * PACKET_FRAMES);
    assert_int_equal(call.lost[1], call.frames - 500 * PACKET_FRAMES);
}

static void headers_are_read(void **state)
{
    unsigned char bytes[64] = {0xb2, 0x88, 1, 2, 3, 4, 5, 6, 0, 0, 0, 9};
    rtp_packet packet;
    bytes[12 + 8 + 3] = 2; /* two sources, then an extension of two words, then 24 bytes of audio with 4 of padding */
    bytes[12 + 8 + 4 + 8 + 23] = 4;
    assert_int_equal(rtp_packet_read(bytes, 56, &packet), RTP_AUDIO);
    assert_true(packet.marker);
    assert_int_equal(packet.payload_type, 8);
    assert_int_equal(packet.sequence, 0x0102);
    assert_int_equal(packet.timestamp, 0x03040506);
    assert_int_equal(packet.source, 9);
    assert_ptr_equal(packet.payload, bytes + 32);
    assert_int_equal(packet.payload_bytes, 20);
    bytes[55] = 25; /* more padding than there is */
    assert_int_equal(rtp_packet_read(bytes, 56, &packet), RTP_NONE);
    for (size_t n = 0; n < 32; n++) /* cut anywhere in the header */
        assert_int_equal(rtp_packet_read(bytes, n, &packet), RTP_NONE);
    bytes[0] = 0x40;
    assert_int_equal(rtp_packet_read(bytes, 56, &packet), RTP_NONE);
    const unsigned char goodbye[] = {0x80, 201, 0, 1, 0, 0, 0, 9, 0x81, 203, 0, 1, 0, 0, 0, 9};
    assert_int_equal(rtp_packet_read(goodbye, sizeof goodbye, &packet), RTP_GOODBYE);
    assert_int_equal(rtp_packet_read(goodbye, 8, &packet), RTP_CONTROL);
}

static void call_ends_by_silence_or_goodbye(void **state)
{
    const unsigned char goodbye[] = {0x81, 203, 0, 1, 0, 0, 0, 7};
    ct_rtp *rtp = new_receiver();
    wire w = make_audio(0, 0, 0);
    assert_false(ct_rtp_ended(rtp, 5000));
    ct_rtp_push(rtp, 0, w.bytes, w.size, 5000);
    assert_false(ct_rtp_ended(rtp, 5059));
    assert_true(ct_rtp_ended(rtp, 5060));
    ct_rtp_push(rtp, 0, goodbye, sizeof goodbye, 5001);
    assert_false(ct_rtp_ended(rtp, 5002));
    ct_rtp_push(rtp, 1, goodbye, sizeof goodbye, 5001);
    assert_true(ct_rtp_ended(rtp, 5002));
    ct_rtp_destroy(rtp);
}

static void wrong_options_are_refused(void **state)
{
    ct_rtp_options options;
    ct_rtp *rtp = NULL;
    ct_rtp_options_init(&options);
    options.window_s = 2.0;
    assert_int_equal(ct_rtp_create(&options, &rtp), CT_ERR_ARGUMENT);
    ct_rtp_options_init(&options);
    options.dynamic_type = 8;
    assert_int_equal(ct_rtp_create(&options, &rtp), CT_ERR_ARGUMENT);
    assert_null(rtp);
    ct_rtp_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loss_free_call_is_whole),
        cmocka_unit_test(reordered_call_is_whole),
        cmocka_unit_test(lost_and_late_packets_are_gaps),
        cmocka_unit_test(outage_is_a_gap),
        cmocka_unit_test(one_dead_side_does_not_hold_the_other_up),
        cmocka_unit_test(audio_comes_out_within_the_window),
        cmocka_unit_test(duplicates_are_dropped),
        cmocka_unit_test(comfort_noise_is_silence),
        cmocka_unit_test(rests_without_comfort_noise_are_learned),
        cmocka_unit_test(rest_of_both_is_silence),
        cmocka_unit_test(comfort_noise_has_its_level),
        cmocka_unit_test(another_sender_goes_on_where_the_first_stopped),
        cmocka_unit_test(stray_sender_is_refused),
        cmocka_unit_test(drift_is_followed),
        cmocka_unit_test(longer_way_is_learned),
        cmocka_unit_test(headers_are_read),
        cmocka_unit_test(call_ends_by_silence_or_goodbye),
        cmocka_unit_test(wrong_options_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
