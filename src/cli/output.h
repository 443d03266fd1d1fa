/* Where results go: standard output or a file, written whole piece by whole piece, and never a failure unnoticed. */
#ifndef CT_CLI_OUTPUT_H
#define CT_CLI_OUTPUT_H

#include <stdio.h>

#include "cli/cli.h"

typedef struct cli_output {
    const char *path; /* NULL: standard output */
    FILE *file;       /* NULL until the first piece: a file is not emptied before there is something to put in */
    ct_lang lang;
    bool failed; /* and said so */
} cli_output;

void output_start(cli_output *out, const char *path, ct_lang lang);

/* The stream to write on, opened when need be; NULL when it cannot be, which has been said. */
FILE *output_file(cli_output *out);

/* Write a piece and hand it on. False when that failed, which has been said. */
bool output_write(cli_output *out, const char *text, size_t size);

/* Check what is still in buffers. False when that failed, which has been said. */
bool output_end(cli_output *out);

#endif
