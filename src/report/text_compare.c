/* Two calls compared, for a terminal. */
#include "base/width.h"
#include "report/comparison_words.h"
#include "report/page.h"
#include "report/verdict_words.h"
#include "report/words.h"

#define MOST_TIMES 3

static const char *path_of(const ct_page_call *call)
{
    return call->call && call->call->path ? call->call->path : "-";
}

static void write_times(FILE *out, const char *label, const ct_verdict *verdict, ct_lang lang)
{
    if (verdict->n_spans == 0)
        return;
    fprintf(out, "     %s", label);
    for (size_t i = 0; i < verdict->n_spans && i < MOST_TIMES; i++) {
        char span[50];
        page_span_text(span, sizeof span, verdict->spans[i].start_s, verdict->spans[i].end_s);
        fprintf(out, "%s%s", i > 0 ? words_pick(lang, ", ", "，") : "", span);
    }
    fputc('\n', out);
}

static void write_difference(FILE *out, size_t number, const ct_difference *difference, ct_lang lang)
{
    char text[512];
    fprintf(out, "\n  %zu. %s\n     ", number, verdict_title(difference->rule, lang));
    comparison_values_text(difference, lang, text, sizeof text);
    width_write_wrapped(out, text, 5, 5, PAGE_COLUMNS);
    fputs("     ", out);
    width_write_wrapped(out, comparison_advice(difference, lang), 5, 5, PAGE_COLUMNS);
    write_times(out, words_pick(lang, "Hear yours:        ", "回听本通："), &difference->hear_mine, lang);
    write_times(out, words_pick(lang, "Hear the exemplar: ", "回听标杆："), &difference->hear_exemplar, lang);
}

ct_status ct_comparison_write_text(const ct_comparison *comparison, ct_lang lang, FILE *out)
{
    if (!comparison || !out)
        return CT_ERR_ARGUMENT;
    char shown[4 * PAGE_COLUMNS];
    fprintf(out, "%s\n", words_pick(lang, "Two calls compared", "通话对比"));
    width_fit(shown, sizeof shown, path_of(comparison->mine), PAGE_COLUMNS - 14);
    fprintf(out, "%s%s\n", words_pick(lang, "  Mine        ", "  本通        "), shown);
    width_fit(shown, sizeof shown, path_of(comparison->exemplar), PAGE_COLUMNS - 14);
    fprintf(out, "%s%s\n\n", words_pick(lang, "  Exemplary   ", "  标杆        "), shown);
    comparison_heading_text(comparison, lang, shown, sizeof shown);
    width_write_wrapped(out, shown, 0, 2, PAGE_COLUMNS);
    for (size_t i = 0; i < comparison->n_differences; i++)
        write_difference(out, i + 1, &comparison->differences[i], lang);
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}
