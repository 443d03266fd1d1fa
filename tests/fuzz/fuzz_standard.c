/* Whatever stands in a file: it loads whole, or one message says why not. What loads is judged by and looked over. */
#include <stdint.h>
#include <stdlib.h>

#include "calltone/standard.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ct_report empty = {.duration_s = 10, .channels = 2, .finished = true};
    ct_standard *standard = NULL;
    ct_judgement *judgement = NULL;
    ct_message message = {0};
    if (ct_standard_load_text("fuzz.ini", (const char *)data, size, &standard, &message) != CT_OK) {
        if (standard || !message.text[0])
            abort();
        return 0;
    }
    ct_standard_lint(standard, NULL, NULL);
    if (ct_judge(&empty, standard, NULL, &judgement) != CT_OK)
        abort();
    ct_judgement_free(judgement);
    ct_standard_free(standard);
    return 0;
}
