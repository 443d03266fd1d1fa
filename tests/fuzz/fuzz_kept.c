/* Whatever stands in a stored report or a baseline: it is read whole, or one message says why not. What is read can be
 * judged and written again. The first byte chooses which of the two it is. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "calltone/standard.h"
#include "calltone/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge_and_write(const ct_stored *stored, const ct_standard *standard)
{
    ct_judgement *judgement = NULL;
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere || ct_judge(stored->report, standard, NULL, &judgement) != CT_OK)
        abort();
    ct_report_write_json(stored->report, &stored->call, judgement, nowhere);
    ct_report_write_text(stored->report, &stored->call, judgement, CT_LANG_ZH, nowhere);
    ct_report_write_csv(stored->report, &stored->call, true, nowhere);
    fclose(nowhere);
    ct_judgement_free(judgement);
}

static void read_reports(const uint8_t *data, size_t size)
{
    static ct_standard *standard;
    ct_message message = {0};
    ct_stored *stored = NULL;
    FILE *in = fmemopen((void *)data, size, "rb");
    if (!in || (!standard && ct_standard_load("service-zh", &standard, &message) != CT_OK))
        abort();
    while (ct_stored_read(in, "fuzz.json", &stored, &message) == CT_OK && stored) {
        judge_and_write(stored, standard);
        ct_stored_free(stored);
        stored = NULL;
    }
    if (stored)
        abort();
    fclose(in);
}

static void read_baseline(const uint8_t *data, size_t size)
{
    ct_baseline *baseline = NULL;
    ct_message message = {0};
    if (ct_baseline_load_text("fuzz.ini", (const char *)data, size, &baseline, &message) != CT_OK &&
        (baseline || !message.text[0]))
        abort();
    ct_baseline_free(baseline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1 && data[0] == 'b')
        read_baseline(data + 1, size - 1);
    else if (size > 1)
        read_reports(data + 1, size - 1);
    return 0;
}
