/* What a page shows of a recording beside its report: tracks, and the sound. */
#ifndef CT_CLI_PAGING_H
#define CT_CLI_PAGING_H

#include "calltone/opus.h"
#include "calltone/page.h"
#include "cli/facts.h"

/* --audio. */
extern const cli_option paging_options[];

typedef struct paging {
    bool embed, link;
    ct_tracks *tracks;
    ct_opus *opus;    /* or NULL: nothing is embedded */
    char *url;        /* or NULL: nothing is linked */
    ct_status failed; /* what ended the sound */
} paging;

/* For a page of `n_calls`. Comes back with EXIT_FINE, or EXIT_USAGE when it has complained. */
int paging_start(const cli_args *args, const cli_input *input, size_t n_calls, paging *out);

/* What facts_visit_recording() has to tell it. */
facts_listener paging_listener(paging *page);

/* Fill in tracks and sound; they stay the paging's. */
ct_status paging_show(paging *page, ct_page_call *out);

void paging_end(paging *page);

#endif
