/* Two calls on one page: what differs most, with the moments of each, and every lane of one under that of the other. */
#include "calltone/calltone.h"
#include "report/comparison_words.h"
#include "report/html_review.h"
#include "report/page.h"
#include "report/verdict_words.h"
#include "report/words.h"

static void write_clips(const html_review *review, size_t index, const char *label, const ct_verdict *hear)
{
    if (hear->n_spans == 0)
        return;
    html_put(review->out, "<p class=\"times\"><span class=\"soft\">%s</span> ", label);
    for (size_t i = 0; i < hear->n_spans && i < 3; i++)
        html_write_listen(review, index, &hear->spans[i]);
    html_put(review->out, "</p>\n");
}

static void write_difference(const html_review *mine, const html_review *exemplar, const ct_difference *difference)
{
    char text[512];
    ct_lang lang = mine->lang;
    comparison_values_text(difference, lang, text, sizeof text);
    html_put(mine->out,
             "<li class=\"difference\" data-rule=\"%s\"><h3>%s</h3>\n<p>%s</p>\n<p class=\"advice\">%s</p>\n",
             difference->rule->id, verdict_title(difference->rule, lang), text, comparison_advice(difference, lang));
    write_clips(mine, 0, words_pick(lang, "Yours", "本通"), &difference->hear_mine);
    write_clips(exemplar, 1, words_pick(lang, "Exemplary", "标杆"), &difference->hear_exemplar);
    html_put(mine->out, "</li>\n");
}

static void write_differences(const ct_comparison *comparison, const html_review *mine, const html_review *exemplar)
{
    char heading[256];
    comparison_heading_text(comparison, mine->lang, heading, sizeof heading);
    html_put(mine->out,
             "<section aria-labelledby=\"differences\">\n<h2 id=\"differences\">%s</h2>\n<ol class=\"findings\">\n",
             heading);
    for (size_t i = 0; i < comparison->n_differences; i++)
        write_difference(mine, exemplar, &comparison->differences[i]);
    html_put(mine->out, "</ol>\n</section>\n");
}

static const char *media_of(const ct_comparison *comparison)
{
    if (comparison->mine->audio || comparison->exemplar->audio)
        return "data:";
    return comparison->mine->audio_url || comparison->exemplar->audio_url ? "file:" : NULL;
}

static html_review review_of(const ct_page_call *call, ct_lang lang, FILE *out)
{
    static const ct_call unknown_call;
    return (html_review){.call = call, .about = call->call ? call->call : &unknown_call, .lang = lang, .out = out};
}

ct_status ct_comparison_write_page(const ct_comparison *comparison, ct_lang lang, FILE *out)
{
    static const char *const styles[] = {"base.css", "call.css", NULL};
    static const char *const scripts[] = {"dygraph.min.js", "track.js", "charts.js", "player.js", "review.js", NULL};
    if (!comparison || !out)
        return CT_ERR_ARGUMENT;
    html_review mine = review_of(comparison->mine, lang, out), exemplar = review_of(comparison->exemplar, lang, out);
    mine.who = words_pick(lang, "Yours", "本通");
    exemplar.who = words_pick(lang, "Exemplary", "标杆");
    html_page page = {.lang = lang, .title = html_call_name(&mine), .styles = styles, .scripts = scripts};
    page.media = media_of(comparison);
    html_begin(out, &page);
    html_put(out, "<main>\n<header><p class=\"soft small\">%s</p>\n<h1>%s</h1>\n<p>%s</p></header>\n",
             words_pick(lang, "Two calls compared", "通话对比"), html_call_name(&mine),
             words_pick(lang, "beside the exemplary call", "与标杆通话对比"));
    html_put(out, "<p><b>%s</b></p>\n", html_call_name(&exemplar));
    write_differences(comparison, &mine, &exemplar);
    html_put(out, "<div class=\"card comparison\">\n");
    ct_status status = html_write_charts(&mine, 0);
    if (status == CT_OK)
        status = html_write_charts(&exemplar, 1);
    html_put(out, "</div>\n</main>\n<footer class=\"soft small\"><p>calltone %s. %s</p></footer>\n", CT_VERSION,
             words_pick(lang, "Charts: dygraphs, MIT licence, Dan Vanderkam and contributors.",
                        "图表：dygraphs（MIT 许可，Dan Vanderkam 等）。"));
    html_end(out, &page);
    if (fflush(out) != 0 || ferror(out))
        return CT_ERR_WRITE;
    return status;
}
