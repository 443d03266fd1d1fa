#include "cli/live/teller.h"

#include <math.h>
#include <stdio.h>

#include "base/unit_words.h"

#define STATE_S 1.0 /* between two states of the line */

static void hear_early(void *context, const ct_track *hop)
{
    live_teller *teller = context;
    unsigned side = hop->side == CT_SIDE_CUSTOMER;
    if (teller->cues)
        ct_cues_hear_early(teller->cues, hop);
    teller->time_s = hop->time_s;
    teller->speaks[side] = hop->speech && !hop->lost;
    teller->level_dbfs[side] = hop->lost ? NAN : hop->level_dbfs;
    if (teller->speaks[side])
        teller->talk_s = hop->time_s;
}

static void hear(void *context, const ct_track *hop)
{
    live_teller *teller = context;
    if (teller->cues)
        ct_cues_hear(teller->cues, hop);
}

ct_status live_teller_start(live_teller *teller, const ct_standard *standard, ct_engine *engine, unsigned channels)
{
    teller->level_dbfs[0] = teller->level_dbfs[1] = NAN;
    ct_status status = standard ? ct_cues_create(standard, channels, &teller->cues) : CT_OK;
    if (status != CT_OK)
        return status;
    ct_engine_observe_early(engine, hear_early, teller);
    ct_engine_observe(engine, hear, teller);
    return CT_OK;
}

static void say_line(const live_teller *teller, const ct_cue *cue)
{
    char words[CT_CUE_TEXT];
    unsigned long second = (unsigned long)fmax(teller->time_s, 0.0);
    ct_cue_text(cue, teller->lang, words);
    fprintf(stderr, "%02lu:%02lu  %s\n", second / 60, second % 60, words);
}

static void write_cue(const live_teller *teller, const ct_cue *cue, FILE *file)
{
    char en[CT_CUE_TEXT], zh[CT_CUE_TEXT];
    table row;
    ct_cue_text(cue, CT_LANG_EN, en);
    ct_cue_text(cue, CT_LANG_ZH, zh);
    table_start(&row, file, true);
    table_begin_row(&row);
    table_text(&row, "type", "cue");
    table_number(&row, "time_s", teller->time_s, 3);
    table_number(&row, "number", (double)cue->number, 0);
    table_text(&row, "cue", cue->info->name);
    table_text(&row, "side", ct_side_name(cue->info->side));
    table_text(&row, "rule", cue->rule ? cue->rule->id : NULL);
    table_number(&row, "since_s", cue->since_s, 3);
    table_number(&row, "urgency", cue->urgency, 0);
    table_number(&row, "mark", cue->mark, 0);
    table_number(&row, "value", cue->value, 2);
    table_number(&row, "limit", cue->limit, 2);
    table_text(&row, "unit", ct_unit_name(cue->info->unit));
    table_text(&row, "text_en", en);
    table_text(&row, "text_zh", zh);
    table_end_row(&row);
}

static void write_cue_over(const live_teller *teller, FILE *file)
{
    table row;
    table_start(&row, file, true);
    table_begin_row(&row);
    table_text(&row, "type", "cue_over");
    table_number(&row, "time_s", teller->time_s, 3);
    table_number(&row, "number", (double)teller->shown.number, 0);
    table_text(&row, "cue", teller->shown.info->name);
    table_end_row(&row);
}

static void write_state(const live_teller *teller, FILE *file)
{
    table row;
    table_start(&row, file, true);
    table_begin_row(&row);
    table_text(&row, "type", "state");
    table_number(&row, "time_s", teller->time_s, 3);
    table_flag(&row, "agent_speaks", teller->speaks[0]);
    table_flag(&row, "customer_speaks", teller->speaks[1]);
    table_number(&row, "agent_level_dbfs", teller->level_dbfs[0], 1);
    table_number(&row, "customer_level_dbfs", teller->level_dbfs[1], 1);
    table_number(&row, "without_speech_s", teller->time_s - teller->talk_s, 2);
    table_end_row(&row);
}

/* A cue that has come, moved to its next mark, or gone. */
static void tell_cue(live_teller *teller, FILE *file)
{
    ct_cue cue = {0};
    bool standing = teller->cues && ct_cues_current(teller->cues, &cue) && !cue.over;
    bool other = standing && (cue.number != teller->shown.number || !teller->standing);
    bool moved = standing && !other && cue.mark != teller->shown.mark;
    if (teller->standing && (!standing || other) && file)
        write_cue_over(teller, file);
    if ((other || moved) && file)
        write_cue(teller, &cue, file);
    else if (other || moved)
        say_line(teller, &cue);
    if (standing)
        teller->shown = cue;
    teller->standing = standing;
}

void live_teller_look(live_teller *teller)
{
    FILE *file = teller->out ? output_file(teller->out) : NULL;
    if (teller->out && !file)
        return; /* it has been said */
    bool due = teller->time_s >= teller->told_s + STATE_S;
    tell_cue(teller, file);
    if (due && file)
        write_state(teller, file);
    if (due)
        teller->told_s = floor(teller->time_s);
    if (file)
        output_write(teller->out, "", 0);
}

void live_teller_end(live_teller *teller)
{
    ct_cues_destroy(teller->cues);
    teller->cues = NULL;
}
