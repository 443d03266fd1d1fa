/* Reports made by hand for the tests of the writers: every state, every kind of event, every fault, awkward names. */
#ifndef CT_TESTS_REPORT_SAMPLE_H
#define CT_TESTS_REPORT_SAMPLE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/report.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define INFO(name_, en, zh, unit_, scope_, proxy_)                                                                     \
    {                                                                                                                  \
        .name = name_, .title_en = en, .title_zh = zh, .unit = unit_, .scope = scope_, .proxy = proxy_,                \
        .definition_en = "What is counted, " en ".", .definition_zh = "统计口径：" zh "。", .source = "test"           \
    }

static const ct_measure_info sample_infos[] = {
    INFO("speech_time", "Speech", "说话时长", CT_UNIT_SECONDS, CT_SCOPE_SIDE, false),
    INFO("talk_share", "Share of the talk", "说话占比", CT_UNIT_RATIO, CT_SCOPE_SIDE, false),
    INFO("speech_rate", "Speech rate", "语速", CT_UNIT_SYLLABLES_PER_MINUTE, CT_SCOPE_SIDE, false),
    INFO("articulation_rate", "Rate without pauses", "净语速", CT_UNIT_SYLLABLES_PER_MINUTE, CT_SCOPE_SIDE, false),
    INFO("rate_change", "Change of pace", "前后语速变化", CT_UNIT_RATIO, CT_SCOPE_SIDE, false),
    INFO("pitch_sd", "Liveliness", "语调起伏", CT_UNIT_SEMITONES, CT_SCOPE_SIDE, false),
    INFO("active_level", "Speech level", "语音电平", CT_UNIT_DBFS, CT_SCOPE_SIDE, false),
    INFO("level_balance", "Agent against customer", "双方音量差", CT_UNIT_DB, CT_SCOPE_CALL, false),
    INFO("interruptions", "Interruptions", "打断次数", CT_UNIT_COUNT, CT_SCOPE_SIDE, false),
    INFO("rings_before_answer", "Rings before the answer", "接听前振铃", CT_UNIT_COUNT, CT_SCOPE_CALL, false),
    INFO("hung_up_first", "Hung up first", "先挂机方", CT_UNIT_SIDE, CT_SCOPE_CALL, false),
    INFO("stress_rate", "Stresses, a proxy with a title that is longer than its column", "重读频次", CT_UNIT_PER_MINUTE,
         CT_SCOPE_SIDE, true),
    INFO("snr", "Speech over noise", "信噪比", CT_UNIT_DB, CT_SCOPE_SIDE, true),
    INFO("clipping_share", "Clipped samples", "削波占比", CT_UNIT_RATIO, CT_SCOPE_SIDE, true),
};

static ct_reading sample_readings[] = {
    {&sample_infos[0], CT_SIDE_AGENT, CT_KNOWN, 62.34, 62.34, NULL},
    {&sample_infos[0], CT_SIDE_CUSTOMER, CT_KNOWN, 41.0, 41.0, NULL},
    {&sample_infos[1], CT_SIDE_AGENT, CT_KNOWN, 0.60325, 103.34, NULL},
    {&sample_infos[1], CT_SIDE_CUSTOMER, CT_KNOWN, 0.39675, 103.34, NULL},
    {&sample_infos[2], CT_SIDE_AGENT, CT_KNOWN, 228.4, 60.0, NULL},
    {&sample_infos[2], CT_SIDE_CUSTOMER, CT_TOO_LITTLE_SPEECH, 0, 4.0, "too_little_speech"},
    {&sample_infos[3], CT_SIDE_AGENT, CT_KNOWN, 262.6, 52.0, NULL},
    {&sample_infos[3], CT_SIDE_CUSTOMER, CT_TOO_LITTLE_SPEECH, NAN, 4.0, "too_little_speech"},
    {&sample_infos[4], CT_SIDE_AGENT, CT_KNOWN, 0.118, 50.0, NULL},
    {&sample_infos[4], CT_SIDE_CUSTOMER, CT_KNOWN, -0.052, 40.0, NULL},
    {&sample_infos[5], CT_SIDE_AGENT, CT_KNOWN, 3.14159, 62.34, NULL},
    {&sample_infos[5], CT_SIDE_CUSTOMER, CT_KNOWN, NAN, 41.0, NULL},
    {&sample_infos[6], CT_SIDE_AGENT, CT_KNOWN, -22.31, 62.34, NULL},
    {&sample_infos[6], CT_SIDE_CUSTOMER, CT_KNOWN, -25.0, 41.0, NULL},
    {&sample_infos[12], CT_SIDE_AGENT, CT_KNOWN, 31.2, 62.34, NULL}, /* a proxy among the others */
    {&sample_infos[7], CT_SIDE_CALL, CT_KNOWN, 2.69, 41.0, NULL},
    {&sample_infos[8], CT_SIDE_AGENT, CT_NOT_MEASURABLE, 0, 0, "crosstalk"},
    {&sample_infos[8], CT_SIDE_CUSTOMER, CT_NOT_MEASURABLE, 0, 0, "crosstalk"},
    {&sample_infos[9], CT_SIDE_CALL, CT_NOT_OBSERVABLE, 0, 0, "no_ring"},
    {&sample_infos[10], CT_SIDE_CALL, CT_KNOWN, CT_SIDE_CUSTOMER, 120.0, NULL},
    {&sample_infos[11], CT_SIDE_AGENT, CT_KNOWN, 11.26, 62.34, NULL},
    {&sample_infos[11], CT_SIDE_CUSTOMER, CT_NOT_OBSERVABLE, 0, 0, "a_reason_nobody_has_words_for"},
    {&sample_infos[13], CT_SIDE_AGENT, CT_KNOWN, 0.0004, 62.34, NULL},
    {&sample_infos[13], CT_SIDE_CUSTOMER, CT_KNOWN, 0.0, 41.0, NULL},
};

static ct_event sample_events[] = {
    {CT_EVENT_RING, CT_SIDE_CUSTOMER, 0.5, 1.5, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_UTTERANCE, CT_SIDE_AGENT, 2.0, 5.12, 0, 14, 2.9, -21.456, CT_HOLD_NONE, 0},
    {CT_EVENT_TURN, CT_SIDE_AGENT, 2.0, 5.12, 0, 14, 2.9, -21.456, CT_HOLD_NONE, 0},
    {CT_EVENT_PAUSE, CT_SIDE_AGENT, 3.0, 3.3, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_OVERLAP, CT_SIDE_AGENT, 6.0, 8.5, 0, 0, 2.2, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_INTERRUPTION, CT_SIDE_AGENT, 6.0, 8.5, CT_EVENT_SEVERE | CT_EVENT_YIELDED, 9, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_INTERRUPTION, CT_SIDE_CUSTOMER, 9.0, 10.1, 0, 5, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_CUT_OFF, CT_SIDE_AGENT, 12.0, 12.4, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_BACKCHANNEL, CT_SIDE_CUSTOMER, 14.0, 14.4, 0, 1, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_SILENCE, CT_SIDE_AGENT, 20.0, 26.0, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_SILENCE, CT_SIDE_CALL, 30.0, 33.0, CT_EVENT_OPEN, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_HOLD, CT_SIDE_AGENT, 40.0, 65.2, CT_EVENT_UNANNOUNCED | CT_EVENT_NO_RETURN, 0, 0, 0, CT_HOLD_MUSIC, 25.2},
    {CT_EVENT_MUSIC, CT_SIDE_AGENT, 40.0, 65.2, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_HOLD, CT_SIDE_AGENT, 70.0, 75.0, CT_EVENT_NO_REPLY, 0, 0, 0, CT_HOLD_MUTED, 5.0},
    {CT_EVENT_HOLD, CT_SIDE_AGENT, 4000.0, 4010.0, CT_EVENT_OPEN, 0, 0, 0, CT_HOLD_NONE, 10.0},
    {CT_EVENT_CLIP, CT_SIDE_AGENT, 80.0, 80.05, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_POP, CT_SIDE_AGENT, 81.0, 81.05, 0, 0, 0, 0, CT_HOLD_NONE, 0},
    {CT_EVENT_SHOUT, CT_SIDE_AGENT, 82.0, 83.5, 0, 0, 0, -9.5, CT_HOLD_NONE, 0},
    {CT_EVENT_DRAWL, CT_SIDE_CUSTOMER, 84.0, 84.6, 0, 0, 0, 0, CT_HOLD_NONE, 0},
};

static ct_health sample_health[] = {
    {CT_FAULT_MONO, CT_SIDE_CALL, 0},         {CT_FAULT_DUAL_MONO, CT_SIDE_CALL, 0},
    {CT_FAULT_SILENT_SIDE, CT_SIDE_AGENT, 0}, {CT_FAULT_CROSSTALK, CT_SIDE_CUSTOMER, -18.4},
    {CT_FAULT_DC, CT_SIDE_AGENT, -0.034},     {CT_FAULT_CLIPPING, CT_SIDE_AGENT, 0.0123},
    {CT_FAULT_DROPOUTS, CT_SIDE_CUSTOMER, 7}, {CT_FAULT_LOST_AUDIO, CT_SIDE_CALL, 1.25},
    {CT_FAULT_LOW_LEVEL, CT_SIDE_AGENT, -48}, {CT_FAULT_NOISE, CT_SIDE_CUSTOMER, 11.2},
    {CT_FAULT_SHORT, CT_SIDE_CALL, 3.4},
};

static const char *const sample_notes[] = {
    "the header promises 300.0 s, the file holds 212.4 s; what is there was read to its end, and this goes on a while",
    "a note\nwith a line end", NULL};

static const char *const sample_paths[] = {
    "night/0412.wav",
    "<img src=x onerror=alert(1)>.wav",
    "say \"hello\", \\ and\nnew\tline\x1b[31m.wav",
    "\xff\xfe broken \xe4\xbd utf\x80.wav",
    "录音/二零二六年十一月/华东区客户服务中心/第三组/张三_客户咨询宽带资费及故障报修_2026-11-23.wav",
    "=cmd|' /C calc'!A0.wav",
    "",
    NULL,
};

/* A healthy report with all kinds of readings and events. */
static inline ct_report sample_report(void)
{
    return (ct_report){.duration_s = 192.34,
                       .channels = 2,
                       .finished = true,
                       .readings = sample_readings,
                       .n_readings = COUNT(sample_readings),
                       .events = sample_events,
                       .n_events = COUNT(sample_events)};
}

static inline ct_report sample_sick_report(void)
{
    ct_report report = sample_report();
    report.health = sample_health;
    report.n_health = COUNT(sample_health);
    report.events_dropped = 17;
    report.finished = false;
    return report;
}

static inline ct_call sample_call(const char *path)
{
    return (ct_call){.path = path,
                     .agent = "李四",
                     .started_at = "2026-11-23T09:12:00",
                     .encoding = "WAV, A-law",
                     .sample_rate_hz = 8000,
                     .agent_channel = "left",
                     .notes = sample_notes};
}

typedef ct_status (*sample_writer)(const ct_report *report, const ct_call *call, FILE *out);

/* What a writer writes; free it. NULL when it fails. */
static inline char *sample_written(sample_writer write, const ct_report *report, const ct_call *call)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ct_status status = write(report, call, out);
    fclose(out);
    if (status == CT_OK && strlen(text) == size)
        return text;
    free(text);
    return NULL;
}

#endif
