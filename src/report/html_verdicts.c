/* What a standard says of the call, for the one who spoke: what was kept comes first, and nothing is said in red. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/html_review.h"
#include "report/page.h"
#include "report/verdict_words.h"
#include "report/words.h"

static const char *pick(const html_review *review, const char *en, const char *zh)
{
    return words_pick(review->lang, en, zh);
}

static void write_dimension(const html_review *review, const ct_dimension_score *score)
{
    char value[NUMBER_SIZE] = "-", weight[NUMBER_SIZE], covered[NUMBER_SIZE];
    bool known = !isnan(score->score);
    if (known)
        number_text(value, score->score, 0);
    number_text(weight, 100 * score->dimension->weight, 0);
    number_text(covered, 100 * score->covered, 0);
    html_put(review->out, "<tr><th scope=\"row\">%s</th><td>",
             pick(review, score->dimension->title_en, score->dimension->title_zh));
    if (known)
        html_put(review->out, "<meter min=\"0\" max=\"100\" value=\"%s\"></meter>", value);
    html_put(review->out,
             "</td><td class=\"number\">%s</td><td class=\"number\">%s %%</td><td class=\"number\">%s %%</td></tr>\n",
             value, weight, covered);
}

static void write_dimensions(const html_review *review)
{
    const ct_judgement *judgement = review->call->judgement;
    html_put(
        review->out,
        "<table><thead><tr><th scope=\"col\">%s</th><th></th><th scope=\"col\" class=\"number\">%s</th>"
        "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>\n",
        pick(review, "Part", "维度"), pick(review, "Points", "得分"), pick(review, "Weight", "权重"),
        pick(review, "Measured", "可测"));
    for (size_t i = 0; i < judgement->n_dimensions; i++)
        write_dimension(review, &judgement->dimensions[i]);
    html_put(review->out, "</tbody></table>\n");
}

void html_write_score(const html_review *review)
{
    const ct_judgement *judgement = review->call->judgement;
    char text[256], total[NUMBER_SIZE];
    verdict_score_text(judgement, review->lang, text, sizeof text);
    html_put(review->out, "<section class=\"score\" aria-labelledby=\"score\">\n<h2 id=\"score\">%s</h2>\n",
             pick(review, "Score", "得分"));
    html_put(review->out, "<div class=\"total\">");
    if (verdict_has_score(judgement)) {
        number_short_text(total, judgement->total, 1);
        html_put(review->out, "<p class=\"figure\"><b>%s</b> <span class=\"soft\">/ 100</span></p>", total);
    }
    html_put(review->out, "<p class=\"soft small\">%s</p></div>\n", text);
    if (judgement->n_dimensions > 0)
        write_dimensions(review);
    html_put(review->out, "</section>\n");
}

/* The titles of rules that were kept: those that the call put to the test, or those that it did not. */
static void write_kept(const html_review *review, bool tested, const char *class)
{
    const ct_judgement *judgement = review->call->judgement;
    html_put(review->out, "<ul class=\"%s\">\n", class);
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (verdict->outcome == CT_PASS && verdict->rule->kind == CT_RULE_VERDICT && tested == !verdict->reason)
            html_put(review->out, "<li>%s</li>\n", verdict_title(verdict->rule, review->lang));
    }
    html_put(review->out, "</ul>\n");
}

static size_t count_kept(const html_review *review, bool tested)
{
    const ct_judgement *judgement = review->call->judgement;
    size_t n = 0;
    for (size_t i = 0; i < judgement->n_verdicts; i++)
        n += judgement->verdicts[i].outcome == CT_PASS && judgement->verdicts[i].rule->kind == CT_RULE_VERDICT &&
             tested == !judgement->verdicts[i].reason;
    return n;
}

static bool is_whole_call(const html_review *review, const ct_span *span)
{
    return span->start_s <= 0 && span->end_s >= review->call->report->duration_s;
}

static void write_times(const html_review *review, const ct_verdict *verdict)
{
    if (verdict->n_spans == 0)
        return;
    html_put(review->out, "<p class=\"times\">");
    for (size_t i = 0; i < verdict->n_spans; i++)
        if (!is_whole_call(review, &verdict->spans[i]))
            html_write_listen(review, 0, &verdict->spans[i]);
        else
            html_put(review->out, "<span class=\"soft\">%s</span>", pick(review, "the whole call", "全程"));
    if (verdict->n_moments > verdict->n_spans)
        html_put(review->out,
                 pick(review, "<span class=\"soft\">and %zu more</span>", "<span class=\"soft\">另有 %zu 处</span>"),
                 verdict->n_moments - verdict->n_spans);
    html_put(review->out, "</p>\n");
}

static void write_practice(const html_review *review)
{
    const ct_verdict *found[VERDICT_MOST_FINDINGS] = {NULL};
    size_t n = verdict_find_findings(review->call->judgement, found);
    const ct_verdict *next = verdict_to_practise(found, n, review->lang);
    if (!next)
        return;
    html_put(review->out, "<section class=\"practise\" aria-labelledby=\"practise\">\n<h2 id=\"practise\">%s</h2>\n",
             pick(review, "One thing to practise next", "下一步先练这一项"));
    html_put(review->out, "<h3>%s</h3>\n<p>%s</p>\n", verdict_title(next->rule, review->lang),
             ct_verdict_advice(next, review->lang));
    write_times(review, next);
    html_put(review->out, "</section>\n");
}

void html_write_strengths(const html_review *review)
{
    html_put(review->out, "<div class=\"pair\">\n");
    if (count_kept(review, true) > 0) {
        html_put(review->out, "<section aria-labelledby=\"strengths\">\n<h2 id=\"strengths\">%s</h2>\n",
                 pick(review, "Done well", "做得好的地方"));
        write_kept(review, true, "kept");
        html_put(review->out, "</section>\n");
    }
    write_practice(review);
    html_put(review->out, "</div>\n");
}

static void write_clause(const html_review *review, const ct_rule *rule)
{
    char text[2048];
    verdict_clause_text(rule, review->lang, text, sizeof text);
    if (!*text)
        return;
    html_put(review->out, "<blockquote>%s", text);
    if (*rule->document)
        html_put(review->out, " <cite>%s</cite>", rule->document);
    html_put(review->out, "</blockquote>\n");
}

static void write_advice(const html_review *review, const ct_verdict *verdict)
{
    const char *advice = ct_verdict_advice(verdict, review->lang);
    if (*advice)
        html_put(review->out, "<p class=\"advice\"><b>%s</b>%s</p>\n", pick(review, "Advice: ", "建议："), advice);
}

static void write_finding(const html_review *review, const ct_verdict *verdict)
{
    char value[256], points[NUMBER_SIZE];
    number_short_text(points, verdict->points, 1);
    html_put(review->out, "<li class=\"finding %s\" id=\"%s\">\n<h3>%s</h3>\n<p class=\"small soft\">%s · ",
             ct_outcome_name(verdict->outcome), verdict->rule->id, verdict_title(verdict->rule, review->lang),
             verdict->rule->id);
    html_put(review->out, pick(review, "%s · %s points off</p>\n", "%s · 扣 %s 分</p>\n"),
             words_outcome(verdict->outcome, review->lang), points);
    verdict_value_text(verdict, review->lang, value, sizeof value);
    html_put(review->out, "<p>%s</p>\n", value);
    if (verdict->usual) {
        verdict_usual_text(verdict, review->lang, value, sizeof value);
        html_put(review->out, "<p>%s</p>\n", value);
    }
    write_advice(review, verdict);
    write_times(review, verdict);
    write_clause(review, verdict->rule);
    html_put(review->out, "</li>\n");
}

static void write_hints(const html_review *review)
{
    const ct_judgement *judgement = review->call->judgement;
    char value[256];
    bool any = false;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (verdict->outcome != CT_ADVISORY)
            continue;
        if (!any)
            html_put(review->out,
                     "<section aria-labelledby=\"hints\">\n<h2 id=\"hints\">%s</h2>\n<ul class=\"findings\">\n",
                     pick(review, "Hints only, nothing taken off", "仅供参考（不扣分）"));
        any = true;
        verdict_value_text(verdict, review->lang, value, sizeof value);
        html_put(review->out, "<li class=\"hint\"><h3>%s</h3>\n<p>%s</p>\n", verdict_title(verdict->rule, review->lang),
                 value);
        write_advice(review, verdict);
        write_times(review, verdict);
        html_put(review->out, "</li>\n");
    }
    if (any)
        html_put(review->out, "</ul>\n</section>\n");
}

void html_write_findings(const html_review *review)
{
    const ct_verdict *found[VERDICT_MOST_FINDINGS] = {NULL};
    size_t n = verdict_find_findings(review->call->judgement, found);
    if (n > 0 || !isnan(review->call->judgement->total)) {
        html_put(review->out,
                 "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">%s</h2>\n<ol class=\"findings\">\n",
                 n > 0 ? pick(review, "To work on, most points first", "需要改进（按扣分从多到少）")
                       : pick(review, "No finding in what could be measured", "可测项目中没有发现问题"));
        for (size_t i = 0; i < n; i++)
            write_finding(review, found[i]);
        html_put(review->out, "</ol>\n</section>\n");
    }
    write_hints(review);
}

static bool is_told(const html_review *review, size_t i, const char *reason)
{
    for (size_t k = 0; k < i; k++) {
        const char *earlier = verdict_reason(&review->call->judgement->verdicts[k], review->lang);
        if (earlier && strcmp(earlier, reason) == 0)
            return true;
    }
    return false;
}

/* One reason, and every rule that it holds for. */
static void write_reason(const html_review *review, size_t first, const char *reason)
{
    const ct_judgement *judgement = review->call->judgement;
    html_put(review->out, "<h3>%s</h3>\n<ul class=\"plain\">\n", reason);
    for (size_t i = first; i < judgement->n_verdicts; i++) {
        const char *own = verdict_reason(&judgement->verdicts[i], review->lang);
        if (own && strcmp(own, reason) == 0)
            html_put(review->out, "<li>%s</li>\n", verdict_title(judgement->verdicts[i].rule, review->lang));
    }
    html_put(review->out, "</ul>\n");
}

void html_write_unjudged(const html_review *review)
{
    const ct_judgement *judgement = review->call->judgement;
    bool any = false;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const char *reason = verdict_reason(&judgement->verdicts[i], review->lang);
        if (!reason || is_told(review, i, reason))
            continue;
        if (!any)
            html_put(
                review->out, "<section aria-labelledby=\"unjudged\">\n<h2 id=\"unjudged\">%s</h2>\n",
                pick(review, "Not judged, and why: neither for nor against", "未能评判的项目及原因（不加分也不扣分）"));
        any = true;
        write_reason(review, i, reason);
    }
    if (any)
        html_put(review->out, "</section>\n");
    if (count_kept(review, false) == 0)
        return;
    html_put(review->out, "<section aria-labelledby=\"untested\">\n<h2 id=\"untested\">%s</h2>\n",
             pick(review, "Had no occasion in this call: kept, but no strength",
                  "本通没有遇到的情形（不扣分，也不算优点）"));
    write_kept(review, false, "plain");
    html_put(review->out, "</section>\n");
}
