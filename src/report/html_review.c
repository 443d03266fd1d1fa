/* The order of the page: who and when, the score, praise first, one thing to practise, then the call itself to hear and
 * see, and what follows from it. */
#include "report/html_review.h"

#include <string.h>

#include "calltone/calltone.h"
#include "report/page.h"
#include "report/words.h"

static const char *pick(const html_review *review, const char *en, const char *zh)
{
    return words_pick(review->lang, en, zh);
}

const char *html_call_name(const html_review *review)
{
    const char *path = review->about->path;
    if (!path || !*path)
        return review->about->id ? review->about->id : pick(review, "a call", "一通电话");
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

bool html_can_listen(const html_review *review)
{
    return review->call->audio || review->call->audio_url;
}

static void write_fact(const html_review *review, const char *en, const char *zh, const char *value)
{
    if (value && *value)
        html_put(review->out, "<dt>%s</dt><dd>%s</dd>\n", pick(review, en, zh), value);
}

static void write_head(const html_review *review)
{
    const ct_call *about = review->about;
    char length[24], audio[256];
    page_clock_text(length, sizeof length, review->call->report->duration_s);
    page_audio_text(review->call->report, about, review->lang, audio, sizeof audio);
    html_put(review->out, "<header>\n<p class=\"soft small\">%s</p>\n<h1>%s</h1>\n<dl class=\"facts\">\n",
             pick(review, "Call review", "通话自评"), html_call_name(review));
    write_fact(review, "Call", "通话编号", about->id);
    write_fact(review, "Agent", "座席", about->agent);
    write_fact(review, "Team", "班组", about->team);
    write_fact(review, "Date", "日期", about->started_at);
    write_fact(review, "Length", "时长", length);
    write_fact(review, "Audio", "录音", audio);
    if (about->agent_channel && review->call->report->channels == 2)
        write_fact(review, "Agent on", "座席声道", words_channel(about->agent_channel, review->lang));
    if (!review->call->report->finished)
        write_fact(review, "State", "状态",
                   pick(review, "the call still runs: figures so far", "通话进行中，以下为截至目前的数据"));
    html_put(review->out, "</dl>\n</header>\n");
}

static void write_foot(const html_review *review)
{
    html_put(review->out, "<footer class=\"soft small\"><p>");
    if (review->call->judgement) {
        const ct_standard *standard = review->call->judgement->standard;
        html_put(review->out, pick(review, "Standard: %s (%s %s). ", "标准：%s（%s %s）。"),
                 pick(review, standard->title_en, standard->title_zh), standard->name, standard->version);
    }
    html_put(review->out, "calltone %s. ", CT_VERSION);
    html_put(review->out, "%s</p></footer>\n",
             pick(review, "Charts: dygraphs, MIT licence, Dan Vanderkam and contributors.",
                  "图表：dygraphs（MIT 许可，Dan Vanderkam 等）。"));
}

ct_status ct_page_write_review(const ct_page_call *call, ct_lang lang, FILE *out)
{
    static const ct_call unknown_call;
    static const char *const styles[] = {"base.css", "call.css", NULL};
    static const char *const scripts[] = {"dygraph.min.js", "track.js", "charts.js", "player.js", "review.js", NULL};
    if (!call || !call->report || !out)
        return CT_ERR_ARGUMENT;
    html_review review = {.call = call, .about = call->call ? call->call : &unknown_call, .lang = lang, .out = out};
    html_page page = {.lang = lang, .title = html_call_name(&review), .styles = styles, .scripts = scripts};
    page.media = call->audio ? "data:" : call->audio_url ? "file:" : NULL;
    html_begin(out, &page);
    html_put(out, "<main>\n");
    write_head(&review);
    html_write_health(&review);
    if (call->judgement) {
        html_write_score(&review);
        html_write_strengths(&review);
    }
    ct_status status = html_write_charts(&review, 0);
    if (call->judgement) {
        html_write_findings(&review);
        html_write_check_list(&review);
        html_write_unjudged(&review);
    }
    html_write_figures(&review);
    html_put(out, "</main>\n");
    write_foot(&review);
    html_end(out, &page);
    if (fflush(out) != 0 || ferror(out))
        return CT_ERR_WRITE;
    return status;
}
