#include "cli/output.h"

#include <errno.h>

#include "base/errno_words.h"

void output_start(cli_output *out, const char *path, ct_lang lang)
{
    *out = (cli_output){.path = path, .lang = lang};
}

/* Once is enough. */
static void say_failure(cli_output *out)
{
    int cause = errno;
    char words[ERRNO_WORDS_SIZE];
    if (out->failed)
        return;
    out->failed = true;
    const char *name = out->path ? out->path : out->lang == CT_LANG_ZH ? "标准输出" : "standard output";
    cli_say(out->lang, "%s cannot be written: %s", "写入失败（%s）：%s", name, errno_words(cause, out->lang, words));
}

FILE *output_file(cli_output *out)
{
    if (!out->file) {
        out->file = out->path ? fopen(out->path, "wb") : stdout;
        if (!out->file)
            say_failure(out);
    }
    return out->file;
}

bool output_write(cli_output *out, const char *text, size_t size)
{
    FILE *file = output_file(out);
    if (!file)
        return false;
    if (fwrite(text, 1, size, file) == size && fflush(file) == 0 && !ferror(file))
        return true;
    say_failure(out);
    return false;
}

bool output_end(cli_output *out)
{
    if (!out->file)
        return true;
    if (fclose(out->file) != 0) /* also standard output: some file systems tell of a full disk only now */
        say_failure(out);
    out->file = NULL;
    return !out->failed;
}
