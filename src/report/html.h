/* Pages for a browser: one file that needs nothing else, opened from disk.
 *
 * What is written between html_begin() and html_end() is the caller's markup. Texts from outside (names, paths, notes,
 * the words of a standard) go through html_put() or html_text(), which take their meaning as markup away. The page's
 * Content-Security-Policy lets it load nothing and run nothing but the styles and scripts that it was begun with: each
 * is named by its hash, so that markup which slipped in all the same could do nothing. Hence no style attributes and no
 * onclick in the markup. */
#ifndef CT_REPORT_HTML_H
#define CT_REPORT_HTML_H

#include <stdbool.h>
#include <stdio.h>

#include "calltone/status.h"

typedef struct html_page {
    ct_lang lang;
    const char *title; /* a text, perhaps from outside */
    const char *const
        *styles; /* "NAME.css" of src/report/assets, NULL-terminated; base.css is the looks of every page */
    const char *const *scripts; /* "NAME.js" of there or "dygraph.min.js", in the order they run; NULL for none */
    const char *media;          /* what audio may come from: "data:", "file:"; NULL for nowhere */
} html_page;

/* Head of the page, up to and with <body>. */
void html_begin(FILE *out, const html_page *page);
/* The scripts, and the end. Errors of the stream are left in the stream: ask ferror(). */
void html_end(FILE *out, const html_page *page);

/* A text as it is read, in an element or in a "quoted" attribute. NULL is nothing; bytes that are not UTF-8, control
 * characters and marks that turn the direction of writing become U+FFFD. */
void html_text(FILE *out, const char *text);

/* As fprintf(), of which it knows %s, %zu and %%: the form is markup, and what stands for %s is text. */
void html_put(FILE *out, const char *form, ...) __attribute__((format(printf, 2, 3)));

/* Data for the scripts: <script type="application/json" id="ID">, of JSON that stands in memory. */
void html_data(FILE *out, const char *id, const char *json, size_t size);

#endif
