/* Doubts about a standard that can be used. Targets that pull against each other come first among them: nobody can
 * answer within a blink and never begin early, nor talk little and leave no silence. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/message.h"
#include "calltone/standard.h"
#include "standards/loader.h"

#define QUICK_GAP_S      0.3  /* people plan an answer in some 0.6 s (Levinson & Torreira 2015) */
#define FEW_EARLY        0.1  /* share of early starts; measured calls have more */
#define LITTLE_TALK      0.35 /* share of the talk */
#define SHORT_SILENCE_S  3.0
#define WEIGHT_TOLERANCE 0.001

typedef struct lint {
    const ct_standard *standard;
    ct_lint_listener listener;
    void *context;
    size_t n;
} lint;

MESSAGE_FORMAT(4, 6)
static void tell(lint *job, const char *file, unsigned line, const char *en, const char *zh, ...)
{
    ct_message doubt;
    va_list values;
    va_start(values, zh);
    message_say_values(&doubt, en, zh, values);
    va_end(values);
    standard_place(&doubt, file, line);
    job->n++;
    if (job->listener)
        job->listener(job->context, &doubt);
}

static void lint_weights(lint *job)
{
    const ct_standard *standard = job->standard;
    double sum = 0;
    for (size_t i = 0; i < standard->n_dimensions; i++)
        sum += standard->dimensions[i].weight;
    if (standard->n_dimensions > 0 && fabs(sum - 1) > WEIGHT_TOLERANCE)
        tell(job, standard->dimensions[0].file, standard->dimensions[0].line, "the weights add up to %g, not to 1",
             "各维度权重合计 %g，不等于 1", sum);
}

static void lint_rule(lint *job, const ct_rule *rule)
{
    bool judged = rule->measure || rule->on_events;
    if (judged && !*rule->source)
        tell(job, rule->file, rule->line, "rule %s: its numbers have no source", "规则 %s：数值没有写明依据（source）",
             rule->id);
    if (!*rule->clause)
        tell(job, rule->file, rule->line, "rule %s: no clause", "规则 %s：没有标准原文（clause）", rule->id);
    if (rule->kind != CT_RULE_VERDICT)
        return;
    if (rule->points <= 0)
        tell(job, rule->file, rule->line, "rule %s: a verdict without points", "规则 %s：评判类规则没有扣分（points）",
             rule->id);
    if (job->standard->n_dimensions > 0 && !*rule->dimension)
        tell(job, rule->file, rule->line, "rule %s: in no dimension", "规则 %s：不属于任何维度（dimension）", rule->id);
    bool low = rule->measure && isfinite(rule->good.low), high = rule->on_events || isfinite(rule->good.high);
    if ((low && (!*rule->advice_low_zh || !*rule->advice_low_en)) ||
        (high && (!*rule->advice_high_zh || !*rule->advice_high_en)))
        tell(job, rule->file, rule->line, "rule %s: a direction without advice",
             "规则 %s：有一个方向没有建议（advice）", rule->id);
}

/* The first verdict on the agent's, or the call's, reading of that name. */
static const ct_rule *rule_on(const ct_standard *standard, const char *measure)
{
    for (size_t i = 0; i < standard->n_rules; i++) {
        const ct_rule *rule = &standard->rules[i];
        if (rule->kind == CT_RULE_VERDICT && rule->measure && rule->side != CT_SIDE_CUSTOMER &&
            strcmp(rule->measure->name, measure) == 0)
            return rule;
    }
    return NULL;
}

static void lint_clash(lint *job, const char *first, double first_limit, const char *second, double second_limit)
{
    const ct_rule *a = rule_on(job->standard, first), *b = rule_on(job->standard, second);
    if (a && b && a->good.high <= first_limit && b->good.high <= second_limit)
        tell(job, b->file, b->line, "rule %s clashes with rule %s: nobody can keep both limits",
             "规则 %s 与规则 %s 目标冲突：两个限值无法同时做到", b->id, a->id);
}

/* Two rules on one reading, one of which calls good what the other fails. */
static void lint_contradictions(lint *job)
{
    const ct_standard *standard = job->standard;
    for (size_t i = 0; i < standard->n_rules; i++)
        for (size_t k = 0; k < i; k++) {
            const ct_rule *a = &standard->rules[k], *b = &standard->rules[i];
            bool same = a->measure && a->measure == b->measure && a->side == b->side && a->kind == b->kind;
            if (same && (a->good.low > b->good.high || b->good.low > a->good.high))
                tell(job, b->file, b->line, "rules %s and %s contradict each other: nothing is good for both",
                     "规则 %s 与 %s 互相矛盾：没有数值能同时达标", a->id, b->id);
        }
}

/* Cues that come while all is good, or only when it is too late. */
static void lint_live(lint *job)
{
    const ct_live *live = &job->standard->live;
    const ct_rule *pace = rule_on(job->standard, "speech_rate"), *hold = ct_standard_find(job->standard, "HOLD-1");
    if (!live->file)
        return;
    if (!*live->source)
        tell(job, live->file, live->line, "live: its numbers have no source", "live：数值没有写明依据（source）");
    if (pace && (live->too_slow > pace->good.low || (isfinite(pace->good.high) && live->too_fast < pace->good.high)))
        tell(job, live->file, live->line, "live: a cue would blame a pace that rule %s calls good",
             "live：规则 %s 认为良好的语速会触发提示", pace->id);
    if (hold && hold->on_events && live->hold_last > hold->limit_fail_s)
        tell(job, live->file, live->line, "live: hold_last comes after rule %s has failed",
             "live：hold_last 晚于规则 %s 的未达标线", hold->id);
}

size_t ct_standard_lint(const ct_standard *standard, ct_lint_listener listener, void *context)
{
    lint job = {.standard = standard, .listener = listener, .context = context};
    if (!standard)
        return 0;
    lint_weights(&job);
    for (size_t i = 0; i < standard->n_rules; i++)
        lint_rule(&job, &standard->rules[i]);
    lint_live(&job);
    lint_contradictions(&job);
    lint_clash(&job, "response_gap_median", QUICK_GAP_S, "early_start_share", FEW_EARLY);
    lint_clash(&job, "talk_share", LITTLE_TALK, "longest_silence", SHORT_SILENCE_S);
    return job.n;
}
