/**
 * Pages for a browser: one file each, which needs nothing else and asks no network.
 *
 * Texts from outside (names, paths, notes) are shown as text, whatever they hold; the page's Content-Security-Policy
 * runs its own scripts alone.
 */
#ifndef CALLTONE_PAGE_H
#define CALLTONE_PAGE_H

#include <stddef.h>
#include <stdio.h>

#include "calltone/report.h"
#include "calltone/standard.h"
#include "calltone/tracks.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A call as a page shows it. Nothing is kept. */
typedef struct ct_page_call {
    const ct_report *report;
    const ct_call *call;           /**< or NULL */
    const ct_judgement *judgement; /**< of this report, or NULL for facts alone */
    const ct_tracks *tracks;       /**< or NULL: a page without charts */
    const unsigned char *audio;    /**< Ogg Opus (opus.h) to be part of the page, or NULL */
    size_t audio_size;
    const char *audio_url; /**< where the recording is, when it is no part of the page: "file:///...". Or NULL */
} ct_page_call;

/** The page on which an agent reviews a call. CT_ERR_MEMORY, or CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_page_write_review(const ct_page_call *call, ct_lang lang, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
