/* Words and manners, for a person who listens: one box and one note a rule, by the place where it is heard. What was
 * ticked leaves the page as a JSON file (schema calltone.checklist/1) that the browser saves; see review.js. */
#include "report/html_review.h"
#include "report/page.h"
#include "report/verdict_words.h"
#include "report/words.h"

static const char *pick(const html_review *review, const char *en, const char *zh)
{
    return words_pick(review->lang, en, zh);
}

static void write_box(const html_review *review, const ct_rule *rule)
{
    char clause[2048];
    verdict_clause_text(rule, review->lang, clause, sizeof clause);
    html_put(review->out,
             "<li><label class=\"box\"><input type=\"checkbox\" data-rule=\"%s\"> <span>%s</span></label>\n", rule->id,
             verdict_title(rule, review->lang));
    html_put(review->out,
             "<input type=\"text\" class=\"note\" maxlength=\"500\" aria-label=\"%s: %s\" placeholder=\"%s\">\n",
             pick(review, "Note", "备注"), verdict_title(rule, review->lang), pick(review, "Note", "备注"));
    if (*clause)
        html_put(review->out, "<p class=\"soft small\">%s</p>", clause);
    html_put(review->out, "</li>\n");
}

/* What is to be heard at holds needs no box where there is no hold. */
static bool is_heard_at(const ct_verdict *verdict, ct_hear hear)
{
    return verdict->outcome == CT_LISTENER && verdict->rule->hear == hear &&
           (hear == CT_HEAR_ALL || verdict->n_spans > 0);
}

static void write_place(const html_review *review, ct_hear hear)
{
    const ct_judgement *judgement = review->call->judgement;
    bool begun = false;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (!is_heard_at(verdict, hear))
            continue;
        if (!begun) {
            html_put(review->out, "<h3>%s</h3>\n<p class=\"times\">", words_hear(hear, review->lang));
            for (size_t k = 0; hear != CT_HEAR_ALL && k < verdict->n_spans; k++)
                html_write_listen(review, 0, &verdict->spans[k]);
            html_put(review->out, "</p>\n<ul class=\"boxes\">\n");
        }
        begun = true;
        write_box(review, verdict->rule);
    }
    if (begun)
        html_put(review->out, "</ul>\n");
}

void html_write_check_list(const html_review *review)
{
    static const ct_hear in_order[] = {CT_HEAR_OPENING, CT_HEAR_INTERRUPTION, CT_HEAR_HOLD, CT_HEAR_CLOSING,
                                       CT_HEAR_ALL};
    const ct_judgement *judgement = review->call->judgement;
    bool any = false;
    for (size_t i = 0; i < judgement->n_verdicts; i++)
        any = any || is_heard_at(&judgement->verdicts[i], judgement->verdicts[i].rule->hear);
    if (!any)
        return;
    html_put(
        review->out,
        "<section id=\"checklist\" aria-labelledby=\"check-title\">\n<h2 id=\"check-title\">%s</h2>\n<p class=\"soft "
        "small\">%s</p>\n",
        pick(review, "For the listener: words and manners", "需人工听音核对（用语与态度）"),
        pick(review,
             "Tick what you heard done as the sentence asks. Nothing is stored here: save the list before you "
             "close the page.",
             "听到符合标准的请打勾。本页不保存任何内容，关闭前请先导出。"));
    for (size_t i = 0; i < sizeof in_order / sizeof in_order[0]; i++)
        write_place(review, in_order[i]);
    html_put(review->out,
             "<p class=\"screen-only\"><label>%s <input type=\"text\" id=\"listener\" maxlength=\"100\"></label> "
             "<button id=\"export\">%s</button> <output id=\"exported\"></output></p>\n</section>\n",
             pick(review, "Listener", "听音人"), pick(review, "Save the list (JSON)", "导出核对结果（JSON）"));
}
