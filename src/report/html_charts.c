/* The call to hear and see: the player, a place for each chart, and the data that the scripts draw.
 *
 * The data of call N is the JSON of id call-N: the very report (calltone.report/1), what the charts need of the
 * standard, the words they use, and the tracks, whose points are bytes in base64: four numbers a point would be longer
 * as text than the sound. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "report/figures.h"
#include "report/html_review.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/words.h"

/* How a point is written; track.js reads it. */
#define PITCH_STEPS_PER_ST 10 /* tenths of a semitone from the own median, -127 to 127 */
#define PITCH_NONE         (-128)
#define LEVEL_STEPS_PER_DB 2 /* halves of a dB above -100 dBFS, 0 to 200 */
#define LEVEL_NONE         255
#define WAVE_STEPS         127 /* of full scale */

static const char *pick(const html_review *review, const char *en, const char *zh)
{
    return words_pick(review->lang, en, zh);
}

void html_write_listen(const html_review *review, size_t index, const ct_span *span)
{
    char times[50], start[NUMBER_SIZE], end[NUMBER_SIZE];
    page_span_text(times, sizeof times, span->start_s, span->end_s);
    if (!html_can_listen(review) && !review->call->tracks) {
        html_put(review->out, "<span>%s</span>", times);
        return;
    }
    number_text(start, span->start_s, CT_TIME_DECIMALS);
    number_text(end, span->end_s, CT_TIME_DECIMALS);
    html_put(
        review->out,
        "<button class=\"listen\" data-call=\"%zu\" data-start=\"%s\" data-end=\"%s\" title=\"%s\">%s %s</button> ",
        index, start, end,
        html_can_listen(review) ? pick(review, "Listen, with 2 s around it", "播放（前后各多 2 秒）")
                                : pick(review, "Show in the charts", "在图中显示"),
        html_can_listen(review) ? "▶" : "◎", times);
    html_put(review->out, "<span class=\"print-only\">%s</span>", times);
}

/* ---- Data ---- */

static void write_bytes(json_writer *json, const char *key, const void *bytes, size_t size)
{
    json_key(json, key);
    fputc('"', json->out);
    base64_write(json->out, bytes, size);
    fputc('"', json->out);
    json->after_value = true;
}

static int held(double value, int low, int high)
{
    return value < low ? low : value > high ? high : (int)lround(value);
}

/* The side's own median, or 0 where it is not known. */
static double median_hz(const html_review *review, ct_side side)
{
    const ct_reading *reading = ct_report_find(review->call->report, "pitch_median", side);
    return reading && figure_is_known(reading) ? reading->value : 0;
}

static void write_points(json_writer *json, const html_review *review, size_t lane, int8_t *bytes)
{
    const ct_tracks *tracks = review->call->tracks;
    size_t n = ct_tracks_count(tracks);
    double median = median_hz(review, ct_tracks_side(tracks, lane));
    for (size_t i = 0; median > 0 && i < n; i++) {
        ct_track_point point = ct_tracks_at(tracks, lane, i);
        double st = point.voiced ? 12 * log2(point.f0_hz / median) : 0;
        bytes[i] = (int8_t)(point.voiced ? held(PITCH_STEPS_PER_ST * st, -127, 127) : PITCH_NONE);
    }
    write_bytes(json, "pitch", bytes, median > 0 ? n : 0);
    for (size_t i = 0; i < n; i++) {
        ct_track_point point = ct_tracks_at(tracks, lane, i);
        ((uint8_t *)bytes)[i] =
            (uint8_t)(point.speech ? held(LEVEL_STEPS_PER_DB * (point.level_dbfs + 100), 0, 200) : LEVEL_NONE);
    }
    write_bytes(json, "level", bytes, n);
    for (size_t i = 0; i < n; i++) {
        ct_track_point point = ct_tracks_at(tracks, lane, i);
        bytes[2 * i] = (int8_t)held(WAVE_STEPS * (double)point.low, -127, 127);
        bytes[2 * i + 1] = (int8_t)held(WAVE_STEPS * (double)point.high, -127, 127);
    }
    write_bytes(json, "wave", bytes, 2 * n);
}

static void write_flat(json_writer *json, const ct_tracks *tracks, size_t lane)
{
    ct_span span;
    json_key(json, "flat");
    json_open(json, '[');
    for (size_t i = 0; ct_tracks_flat(tracks, lane, i, &span); i++) {
        json_open(json, '[');
        json_number(json, span.start_s, CT_TIME_DECIMALS);
        json_number(json, span.end_s, CT_TIME_DECIMALS);
        json_close(json, ']');
    }
    json_close(json, ']');
}

static ct_status write_tracks(json_writer *json, const html_review *review)
{
    const ct_tracks *tracks = review->call->tracks;
    int8_t *bytes = malloc(2 * ct_tracks_count(tracks) + 1);
    if (!bytes)
        return CT_ERR_MEMORY;
    json_key(json, "tracks");
    json_open(json, '{');
    json_key(json, "step_s");
    json_number(json, ct_tracks_step_s(tracks), 6);
    json_key(json, "count");
    json_count(json, ct_tracks_count(tracks));
    json_key(json, "lanes");
    json_open(json, '[');
    for (size_t lane = 0; lane < ct_tracks_sides(tracks); lane++) {
        json_open(json, '{');
        json_key(json, "side");
        json_string(json, ct_side_name(ct_tracks_side(tracks, lane)));
        json_key(json, "name");
        json_string(json, words_side(ct_tracks_side(tracks, lane), review->lang));
        write_points(json, review, lane, bytes);
        write_flat(json, tracks, lane);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    free(bytes);
    return CT_OK;
}

/* Where a measure of the agent should lie: what the good bands of all rules on it have in common. */
static void write_band(json_writer *json, const html_review *review, const char *measure)
{
    const ct_judgement *judgement = review->call->judgement;
    double low = -INFINITY, high = INFINITY;
    bool is_agent = !review->call->report->mixed; /* what is asked of the agent is not asked of a mixture */
    for (size_t i = 0; judgement && is_agent && i < judgement->n_verdicts; i++) {
        const ct_rule *rule = judgement->verdicts[i].rule;
        if (rule->kind != CT_RULE_VERDICT || !rule->measure || strcmp(rule->measure->name, measure) != 0 ||
            rule->against != CT_AGAINST_NOTHING || rule->side != CT_SIDE_AGENT)
            continue;
        low = fmax(low, rule->good.low);
        high = fmin(high, rule->good.high);
    }
    json_key(json, measure);
    json_open(json, '[');
    json_number(json, low, 3); /* null: open */
    json_number(json, high, 3);
    json_close(json, ']');
}

static void write_words(json_writer *json, const html_review *review)
{
    json_key(json, "words");
    json_open(json, '{');
    for (ct_event_kind kind = 0; kind < CT_EVENT_KINDS; kind++) {
        json_key(json, ct_event_kind_name(kind));
        json_string(json, words_kind(kind, review->lang));
    }
    json_key(json, "marks");
    json_string(json, pick(review, "marks", "标记"));
    json_close(json, '}');
}

static ct_status write_data(const html_review *review, FILE *out)
{
    json_writer json;
    ct_status status = CT_OK;
    json_start(&json, out);
    json_open(&json, '{');
    json_key(&json, "bands");
    json_open(&json, '{');
    write_band(&json, review, "speech_rate");
    write_band(&json, review, "active_level");
    json_close(&json, '}');
    write_words(&json, review);
    if (review->call->tracks)
        status = write_tracks(&json, review);
    json_key(&json, "report");
    if (status == CT_OK)
        status = ct_report_write_json(review->call->report, review->call->call, review->call->judgement, out);
    json.after_value = true;
    json_close(&json, '}');
    return status;
}

static ct_status write_data_element(const html_review *review, size_t index)
{
    char id[32], *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return CT_ERR_MEMORY;
    ct_status status = write_data(review, memory);
    if (fclose(memory) != 0 || status == CT_ERR_WRITE) /* memory can fail in no other way than by being full */
        status = CT_ERR_MEMORY;
    snprintf(id, sizeof id, "call-%zu", index);
    if (status == CT_OK)
        html_data(review->out, id, text, size);
    free(text);
    return status;
}

/* ---- Player and places ---- */

static void write_audio(const html_review *review)
{
    const ct_page_call *call = review->call;
    if (call->audio) {
        html_put(review->out, "<audio preload=\"auto\" src=\"data:audio/ogg;base64,");
        base64_write(review->out, call->audio, call->audio_size);
        html_put(review->out, "\"></audio>\n");
    } else if (call->audio_url) {
        html_put(review->out, "<audio preload=\"auto\" src=\"%s\"></audio>\n", call->audio_url);
    }
}

static void write_button(const html_review *review, const char *act, const char *label, const char *en, const char *zh)
{
    html_put(review->out, "<button data-act=\"%s\" aria-label=\"%s\" title=\"%s\">%s</button>\n", act,
             pick(review, en, zh), pick(review, en, zh), label);
}

static void write_player(const html_review *review)
{
    html_put(review->out, "<div class=\"player screen-only\" role=\"group\" aria-label=\"%s\">\n",
             pick(review, "Player", "播放器"));
    if (html_can_listen(review)) {
        html_put(
            review->out, "<button data-act=\"play\" class=\"play\" data-play=\"%s\" data-pause=\"%s\">%s</button>\n",
            pick(review, "▶ Play", "▶ 播放"), pick(review, "❚❚ Pause", "❚❚ 暂停"), pick(review, "▶ Play", "▶ 播放"));
        write_button(review, "back", "−5 s", "Back 5 seconds (left arrow)", "后退 5 秒（左方向键）");
        write_button(review, "on", "+5 s", "On 5 seconds (right arrow)", "前进 5 秒（右方向键）");
    }
    html_put(review->out, "<output class=\"clock\">00:00</output>\n");
    if (html_can_listen(review))
        html_put(review->out,
                 "<label class=\"small\">%s <select data-act=\"speed\"><option value=\"0.75\">0.75×</option><option "
                 "value=\"1\" "
                 "selected>1×</option><option value=\"1.25\">1.25×</option><option "
                 "value=\"1.5\">1.5×</option></select></label>\n",
                 pick(review, "Speed", "速度"));
    html_put(review->out, "<span class=\"zoom\">\n");
    write_button(review, "earlier", "◀", "Show what is earlier", "看前面");
    write_button(review, "in", "＋", "Zoom in (+)", "放大（+）");
    write_button(review, "out", "－", "Zoom out (-)", "缩小（-）");
    write_button(review, "later", "▶", "Show what is later", "看后面");
    html_put(review->out, "<button data-act=\"all\" title=\"0\">%s</button>\n</span>\n</div>\n",
             pick(review, "All", "全程"));
}

static void write_chart(const html_review *review, const char *name, const char *en, const char *zh,
                        const char *legend_en, const char *legend_zh)
{
    html_put(review->out,
             "<figure class=\"lane\" data-lane=\"%s\"><figcaption><b>%s%s%s</b> <span class=\"soft small\">%s</span> "
             "<output "
             "class=\"small\"></output></figcaption>\n<div class=\"chart %s\" data-chart=\"%s\" role=\"img\" "
             "aria-label=\"%s\"></div></figure>\n",
             name, review->who ? review->who : "", review->who ? pick(review, ": ", "：") : "", pick(review, en, zh),
             pick(review, legend_en, legend_zh), name, name, pick(review, en, zh));
}

static void write_swatch(const html_review *review, const char *class, const char *text)
{
    html_put(review->out, "<span class=\"key\"><i class=\"swatch %s\"></i>%s</span>\n", class, text);
}

static void write_legend(const html_review *review)
{
    html_put(review->out, "<p class=\"legend small\">\n");
    write_swatch(review, "agent",
                 words_side(review->call->report->mixed ? CT_SIDE_MIXED : CT_SIDE_AGENT, review->lang));
    if (review->call->report->channels == 2)
        write_swatch(review, "customer", words_side(CT_SIDE_CUSTOMER, review->lang));
    write_swatch(review, "overlap", words_kind(CT_EVENT_OVERLAP, review->lang));
    write_swatch(review, "interruption", words_kind(CT_EVENT_INTERRUPTION, review->lang));
    write_swatch(review, "silence", words_kind(CT_EVENT_SILENCE, review->lang));
    write_swatch(review, "hold", words_kind(CT_EVENT_HOLD, review->lang));
    if (review->call->report->mixed) {
        html_put(review->out, "</p>\n");
        return;
    }
    write_swatch(review, "flat", pick(review, "flat intonation", "语调平淡"));
    write_swatch(review, "band", pick(review, "where it should lie", "要求范围"));
    html_put(review->out, "</p>\n");
}

static void write_places(const html_review *review)
{
    write_chart(review, "talk", "Who spoke when", "谁在什么时候说话", "", "");
    write_chart(review, "wave", "Waveform", "波形", "", "");
    if (review->call->report->mixed) { /* two voices on one line have neither a pitch nor a pace */
        write_chart(review, "level", "Volume", "音量", "dBFS while speaking", "说话时的 dBFS");
        return;
    }
    write_chart(review, "pitch", "Pitch", "音高", "semitones around one's own median", "与本人中位音高相差的半音数");
    write_chart(review, "level", "Volume", "音量", "dBFS while speaking", "说话时的 dBFS");
    write_chart(review, "pace", "Pace", "语速",
                "syllables a minute: bars one utterance of the agent, line the last 10 s",
                "每分钟字数：横条为座席每次说话，折线为最近 10 秒");
}

/* Of a stored report there is nothing to see or hear, but its data stand on the page all the same. */
static ct_status write_data_alone(const html_review *review, size_t index)
{
    html_put(review->out, "<section class=\"call\" data-call=\"%zu\" hidden>\n", index);
    ct_status status = write_data_element(review, index);
    html_put(review->out, "</section>\n");
    return status;
}

ct_status html_write_charts(const html_review *review, size_t index)
{
    if (!html_can_listen(review) && !review->call->tracks)
        return write_data_alone(review, index);
    html_put(review->out,
             "<section class=\"call\" data-call=\"%zu\" aria-labelledby=\"listen-%zu\">\n<h2 "
             "id=\"listen-%zu\">%s%s%s</h2>\n",
             index, index, index, review->who ? review->who : pick(review, "Hear and see the call", "边听边看"),
             review->who ? pick(review, ": ", "：") : "", review->who ? html_call_name(review) : "");
    write_player(review);
    html_put(
        review->out, "<p class=\"soft small screen-only how\">%s</p>\n",
        html_can_listen(review)
            ? pick(review,
                   "Click in a chart to hear from there; space plays and pauses. Drag to zoom in, shift and drag to "
                   "move, double click for the whole call.",
                   "点击图上任意处从该处播放，空格键播放或暂停；拖动可放大，按住 Shift 拖动可平移，双击恢复全程。")
            : pick(review,
                   "Drag to zoom in, shift and drag to move, double click for the whole call. The page has no audio.",
                   "拖动可放大，按住 Shift 拖动可平移，双击恢复全程。本页不含录音。"));
    write_audio(review);
    if (review->call->tracks) {
        write_legend(review);
        write_places(review);
    }
    ct_status status = write_data_element(review, index);
    html_put(review->out, "</section>\n");
    return status;
}
