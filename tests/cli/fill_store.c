/* Put reports into a store: fill-store DB STANDARD COPIES [FAILED] < REPORTS
 *
 * Reports (JSON) come from standard input; each is put COPIES times, under its own path with a number behind it from
 * the second copy on, judged by STANDARD. A call FAILED could not be analysed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/message.h"
#include "calltone/store.h"

static ct_message message;

static void must(ct_status status)
{
    if (status == CT_OK)
        return;
    fprintf(stderr, "fill-store: %s\n", *message.text ? message.text : ct_status_text(status));
    exit(3);
}

static void put_copies(ct_store *store, const ct_stored *stored, const ct_standard *standard, int copies)
{
    char path[1000];
    ct_judgement *judgement = NULL;
    must(ct_judge(stored->report, standard, NULL, &judgement));
    for (int i = 0; i < copies; i++) {
        snprintf(path, sizeof path, i > 0 ? "%s.%d" : "%s", stored->call.path, i);
        ct_kept kept = {.path = path,
                        .call = stored->call,
                        .direction = "inbound",
                        .ring_s = 6.5,
                        .holds = "12-30;95.5-140",
                        .line = "trunk 3",
                        .duration_s = stored->report->duration_s};
        must(ct_store_put_call(store, &kept, stored->report, judgement, &message));
    }
    ct_judgement_free(judgement);
}

int main(int argc, char **argv)
{
    ct_store *store = NULL;
    ct_standard *standard = NULL;
    ct_stored *stored = NULL;
    if (argc < 4)
        return 2;
    must(ct_store_open(argv[1], CT_STORE_WRITE, &store, &message));
    must(ct_standard_load(argv[2], &standard, &message));
    must(ct_store_begin(store, &message));
    must(ct_store_put_standard(store, standard, &message));
    while (ct_stored_read(stdin, "stdin", &stored, &message) == CT_OK && stored) {
        put_copies(store, stored, standard, atoi(argv[3]));
        ct_stored_free(stored);
        stored = NULL;
    }
    if (argc > 4) {
        ct_message words = {.text = "it is no recording", .text_zh = "不是录音"};
        ct_kept kept = {.path = argv[4], .failed = &words, .ring_s = NAN, .duration_s = NAN};
        must(ct_store_put_call(store, &kept, NULL, NULL, &message));
    }
    must(ct_store_commit(store, &message));
    ct_standard_free(standard);
    ct_store_close(store);
    return 0;
}
