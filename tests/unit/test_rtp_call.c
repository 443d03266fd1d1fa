/* A spoken call over a bad line: what is lost is a gap in the report, and no hold or silence comes of it. */
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
#include "calltone/source.h"

#define PACKET_FRAMES 160
#define MAX_FRAMES    (200 * CT_RATE_HZ)

/* ITU-T G.711 mu-law of a sample, by its segment. */
static unsigned char to_mu_law(float x)
{
    int magnitude = (int)(fminf(fabsf(x) * 32768.0f, 32635.0f)) / 4 + 33, segment = 0;
    while (magnitude >> (segment + 6) > 0)
        segment++;
    unsigned code = (unsigned)segment << 4 | (unsigned)(magnitude >> (segment + 1) & 15);
    return (unsigned char)~(code | (x < 0 ? 0x80u : 0));
}

static unsigned char codes[2][MAX_FRAMES];

/* The codes of a fixture's two channels; returns how many whole packets there are. */
static size_t load_codes(const char *path)
{
    ct_source *source = NULL;
    float frames[2 * 1000];
    size_t n = 0, all = 0;
    assert_int_equal(ct_source_open(path, NULL, &source, NULL), CT_OK);
    while (ct_source_read(source, frames, 1000, &n, NULL) == CT_OK && n > 0 && all + n <= MAX_FRAMES)
        for (size_t i = 0; i < n; i++, all++)
            for (size_t side = 0; side < 2; side++)
                codes[side][all] = to_mu_law(frames[2 * i + side]);
    ct_source_close(source);
    return all / PACKET_FRAMES;
}

/* As the pump does. */
static void hear(ct_rtp *rtp, ct_engine *engine, double now_s, size_t *lost)
{
    float frames[2 * 400];
    size_t heard[2], n;
    while ((n = ct_rtp_read(rtp, now_s, frames, 400, heard)) > 0) {
        *lost += heard[0] == 0;
        if (heard[0] > 0 && heard[1] > 0)
            assert_int_equal(ct_engine_push(engine, frames, n), CT_OK);
        else if (heard[0] > 0 || heard[1] > 0)
            assert_int_equal(ct_engine_push_half(engine, frames, n, heard[0] > 0), CT_OK);
        else
            assert_int_equal(ct_engine_push_gap(engine, n), CT_OK);
    }
}

typedef struct line {
    double loss;                   /* of each packet, by chance */
    size_t outage_from, outage_to; /* packets */
    size_t shuffle;                /* packets that come later by up to so many */
} line;

/* Send the call over a line. */
static ct_report *send_call(size_t n_packets, const line *l)
{
    ct_engine *engine = NULL;
    ct_rtp *rtp = NULL;
    ct_report *report = NULL;
    size_t lost = 0;
    uint32_t chance = 20261124;
    unsigned char bytes[12 + PACKET_FRAMES] = {0x80};
    assert_int_equal(ct_engine_create(NULL, &engine), CT_OK);
    assert_int_equal(ct_rtp_create(NULL, &rtp), CT_OK);
    for (size_t tick = 0; tick < n_packets; tick++) {
        for (size_t side = 0; side < 2; side++) {
            size_t turned = tick - tick % (l->shuffle + 1) + (l->shuffle - tick % (l->shuffle + 1));
            size_t index = tick > l->shuffle && turned < n_packets ? turned : tick;
            chance = chance * 1664525u + 1013904223u;
            bool lost_now = (chance >> 8) / 16777216.0 < l->loss || (index >= l->outage_from && index < l->outage_to);
            uint32_t time = (uint32_t)(index * PACKET_FRAMES);
            bytes[2] = (unsigned char)(index >> 8), bytes[3] = (unsigned char)index;
            for (size_t i = 0; i < 4; i++)
                bytes[4 + i] = (unsigned char)(time >> (24 - 8 * i));
            memcpy(bytes + 12, codes[side] + index * PACKET_FRAMES, PACKET_FRAMES);
            if (!lost_now || index == 0)
                ct_rtp_push(rtp, (unsigned)side, bytes, sizeof bytes, (double)tick * 0.02);
        }
        hear(rtp, engine, (double)tick * 0.02, &lost);
    }
    ct_rtp_end(rtp);
    hear(rtp, engine, (double)n_packets * 0.02, &lost);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    assert_int_equal(ct_engine_report(engine, &report), CT_OK);
    assert_true(l->loss == 0 && l->outage_to == 0 ? lost == 0 : lost > 0);
    ct_rtp_destroy(rtp);
    ct_engine_destroy(engine);
    return report;
}

static size_t count_waits(const ct_report *report)
{
    size_t n = 0;
    for (size_t i = 0; i < report->n_events; i++)
        n += report->events[i].kind == CT_EVENT_HOLD || report->events[i].kind == CT_EVENT_SILENCE;
    return n;
}

static void check_line(const line *l)
{
    size_t n_packets = load_codes(FIXTURES_DIR "/zh_exemplary.flac");
    ct_report *whole = send_call(n_packets, &(line){0}), *heard = send_call(n_packets, l);
    assert_int_equal(count_waits(whole), 0);
    assert_int_equal(count_waits(heard), 0);
    assert_true(fabs(heard->duration_s - whole->duration_s) < 0.05);
    ct_report_free(whole);
    ct_report_free(heard);
}

static void one_percent_lost(void **state)
{
    check_line(&(line){.loss = 0.01});
}

static void five_percent_lost(void **state)
{
    check_line(&(line){.loss = 0.05});
}

static void twenty_percent_lost(void **state)
{
    check_line(&(line){.loss = 0.2});
}

static void half_a_minute_lost(void **state)
{
    check_line(&(line){.outage_from = 1500, .outage_to = 3000});
}

static void reordered_call_has_the_same_report(void **state)
{
    size_t n_packets = load_codes(FIXTURES_DIR "/zh_hold.flac");
    ct_report *whole = send_call(n_packets, &(line){0}), *heard = send_call(n_packets, &(line){.shuffle = 3});
    assert_true(count_waits(whole) > 0);
    assert_int_equal(heard->n_events, whole->n_events);
    for (size_t i = 0; i < whole->n_events; i++) {
        assert_int_equal(heard->events[i].kind, whole->events[i].kind);
        assert_true(heard->events[i].start_s == whole->events[i].start_s);
        assert_true(heard->events[i].end_s == whole->events[i].end_s);
    }
    ct_report_free(whole);
    ct_report_free(heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_percent_lost),
        cmocka_unit_test(five_percent_lost),
        cmocka_unit_test(twenty_percent_lost),
        cmocka_unit_test(half_a_minute_lost),
        cmocka_unit_test(reordered_call_has_the_same_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
