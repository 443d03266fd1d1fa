/* What must be there, and must not contradict itself, before a standard is used. */
#include <math.h>
#include <string.h>

#include "standards/live.h"
#include "standards/loader.h"
#include "standards/values.h"

#define NOTHING ((message_words){NULL, NULL}) /* is wrong */

static bool is_written(ct_band band)
{
    return !isnan(band.low);
}

/* Shares are written 0 to 1. 35..65 is the likeliest slip. */
static bool is_share(ct_band band)
{
    return (isinf(band.low) || fabs(band.low) <= 1) && (isinf(band.high) || fabs(band.high) <= 1);
}

static message_words fault_of_measured(ct_rule *rule)
{
    const ct_measure_info *info = rule->measure;
    if (!is_written(rule->good))
        return (message_words){"no good = band", "缺少 good = 范围"};
    if (!is_written(rule->warn))
        rule->warn = rule->good;
    if (!band_within(rule->good, rule->warn))
        return (message_words){"the bands contradict each other: warn must hold all of good",
                               "范围互相矛盾：warn 必须包含整个 good"};
    if (info->unit == CT_UNIT_HZ && rule->against != CT_AGAINST_SEMITONES)
        return (message_words){"a limit in Hz would judge sex and age: against_own = semitones",
                               "以 Hz 为限等于按性别、年龄评判，应写 against_own = semitones"};
    if (rule->against == CT_AGAINST_SEMITONES && info->unit != CT_UNIT_HZ)
        return (message_words){"only pitch in Hz is compared in semitones", "只有以 Hz 计的音高才能按半音比较"};
    if (rule->against != CT_AGAINST_NOTHING && info->unit == CT_UNIT_SIDE)
        return (message_words){"a side has no usual value", "“哪一方”没有平时值可比"};
    if (rule->against != CT_AGAINST_NOTHING && rule->side == CT_SIDE_CUSTOMER)
        return (message_words){"only the agent has a baseline", "只有座席才有本人基线"};
    if (ct_rule_unit(rule) == CT_UNIT_RATIO && (!is_share(rule->good) || !is_share(rule->warn)))
        return (message_words){"a share is written 0..1 (35 % is 0.35)", "占比写作 0..1（35% 写作 0.35）"};
    if (info->scope == CT_SCOPE_CALL && rule->side != CT_SIDE_CALL)
        return (message_words){"the measure belongs to the call: side = call", "该指标属于整通电话，应写 side = call"};
    if (info->scope == CT_SCOPE_SIDE && rule->side == CT_SIDE_CALL)
        return (message_words){"the measure belongs to a side: side = agent or customer",
                               "该指标属于一方，应写 side = agent 或 customer"};
    if (info->proxy && rule->kind == CT_RULE_VERDICT)
        return (message_words){"the measure is a proxy, which must not fail anyone: kind = advisory",
                               "该指标仅供参考，不得据此判定，应写 kind = advisory"};
    return NOTHING;
}

static message_words fault_of_events(ct_rule *rule)
{
    if (isnan(rule->limit_warn_s) && isnan(rule->limit_fail_s))
        return (message_words){"a rule on events needs limit_warn_s or limit_fail_s",
                               "逐次检查的规则需要 limit_warn_s 或 limit_fail_s"};
    if (isnan(rule->limit_warn_s))
        rule->limit_warn_s = rule->limit_fail_s;
    if (isnan(rule->limit_fail_s))
        rule->limit_fail_s = INFINITY;
    if (rule->limit_warn_s > rule->limit_fail_s)
        return (message_words){"limit_warn_s is past limit_fail_s", "limit_warn_s 大于 limit_fail_s"};
    return NOTHING;
}

static message_words fault_of_rule(const ct_standard *standard, ct_rule *rule)
{
    bool has_dimension = !*rule->dimension;
    for (size_t i = 0; i < standard->n_dimensions; i++)
        has_dimension = has_dimension || strcmp(standard->dimensions[i].name, rule->dimension) == 0;
    if (!has_dimension)
        return (message_words){"its dimension has no [dimension NAME]", "所属维度没有对应的 [dimension 名称]"};
    if (!*rule->title_en || !*rule->title_zh)
        return (message_words){"title_zh and title_en are needed", "需要 title_zh 和 title_en"};
    if (isnan(rule->warn_points))
        rule->warn_points = rule->points / 2;
    if (rule->warn_points > rule->points)
        return (message_words){"warn_points is more than points", "warn_points 大于 points"};
    if (rule->measure && rule->on_events)
        return (message_words){"either measure or event", "measure 与 event 只能写一个"};
    if (rule->kind == CT_RULE_LISTENER)
        return rule->measure || rule->on_events || rule->has_occasion
                   ? (message_words){"what a listener hears has neither measure nor event nor occasion",
                                     "由人听的规则不写 measure、event 和 occasion"}
                   : NOTHING;
    if (rule->on_events)
        return fault_of_events(rule);
    if (rule->measure)
        return fault_of_measured(rule);
    if (rule->kind == CT_RULE_VERDICT)
        return (message_words){"a verdict needs measure or event", "评判类规则需要 measure 或 event"};
    return NOTHING;
}

static ct_status complete_live(const ct_live *live, ct_message *message)
{
    const char *key = "";
    message_words fault = live_fault(live, &key);
    if (!fault.en)
        return CT_OK;
    message_put(message, fault);
    message_before(message, "%s: ", "%s：", key);
    return standard_place(message, live->file, live->line);
}

ct_status standard_complete(ct_standard *standard, const char *file, ct_message *message)
{
    if (!*standard->name || !*standard->version)
        return standard_complain(message, file, 1, "[standard] needs name and version",
                                 "[standard] 需要 name 和 version");
    for (size_t i = 0; i < standard->n_dimensions; i++)
        if (isnan(standard->dimensions[i].weight))
            return standard_complain(message, standard->dimensions[i].file, standard->dimensions[i].line,
                                     "dimension %.60s: no weight", "维度 %.60s：缺少 weight",
                                     standard->dimensions[i].name);
    for (size_t i = 0; i < standard->n_rules; i++) {
        ct_rule *rule = &standard->rules[i];
        message_words fault = fault_of_rule(standard, rule);
        if (!fault.en)
            continue;
        message_put(message, fault);
        message_before(message, "rule %.60s: ", "规则 %.60s：", rule->id);
        return standard_place(message, rule->file, rule->line);
    }
    if (standard->n_rules == 0)
        return standard_complain(message, file, 1, "no rules", "没有任何规则");
    return complete_live(&standard->live, message);
}
