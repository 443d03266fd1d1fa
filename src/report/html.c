/* Escapes as the HTML standard has them for text and quoted attributes (13.1.2 and 13.1.4); the policy as in W3C's
 * Content Security Policy level 3. */
#include "report/html.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/base64.h"
#include "base/embedded.h"
#include "base/utf8.h"
#include "report/words.h"

#define SHA256_BYTES 32

extern const embedded_file html_assets[]; /* written by cmake/embed.cmake; one without a name ends them */

static const embedded_file *find_asset(const char *name)
{
    const embedded_file *file = html_assets;
    while (file->name && strcmp(file->name, name) != 0)
        file++;
    assert(file->name);
    return file;
}

static int value_of_digit(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/* " 'sha256-...'", as a policy names what may run. */
static void write_hash(FILE *out, const embedded_file *file)
{
    unsigned char hash[SHA256_BYTES];
    for (size_t i = 0; i < SHA256_BYTES; i++)
        hash[i] = (unsigned char)(value_of_digit(file->sha256[2 * i]) << 4 | value_of_digit(file->sha256[2 * i + 1]));
    fputs(" 'sha256-", out);
    base64_write(out, hash, sizeof hash);
    fputc('\'', out);
}

static void write_sources(FILE *out, const char *kind, const char *const *names)
{
    if (!names || !*names)
        return;
    fprintf(out, "; %s", kind);
    for (; *names; names++)
        write_hash(out, find_asset(*names));
}

static void write_policy(FILE *out, const html_page *page)
{
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action "
          "'none'; "
          "img-src data:",
          out);
    write_sources(out, "style-src", page->styles);
    write_sources(out, "script-src", page->scripts);
    if (page->media)
        fprintf(out, "; media-src %s", page->media);
    fputs("\">\n", out);
}

static void write_assets(FILE *out, const char *element, const char *const *names)
{
    for (; names && *names; names++) {
        const embedded_file *file = find_asset(*names);
        fprintf(out, "<%s>", element);
        fwrite(file->text, 1, file->size, out);
        fprintf(out, "</%s>\n", element);
    }
}

void html_begin(FILE *out, const html_page *page)
{
    fprintf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
            words_pick(page->lang, "en", "zh-CN"));
    write_policy(out, page);
    fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
          "<link rel=\"icon\" href=\"data:,\">\n",
          out);
    html_put(out, "<title>%s</title>\n", page->title);
    write_assets(out, "style", page->styles);
    fputs("</head>\n<body>\n", out);
}

void html_end(FILE *out, const html_page *page)
{
    write_assets(out, "script", page->scripts);
    fputs("</body>\n</html>\n", out);
}

static const char *escape_of(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return NULL;
    default:
        return utf8_is_control(code) || code == UTF8_REPLACEMENT ? UTF8_REPLACEMENT_TEXT : NULL;
    }
}

void html_text(FILE *out, const char *text)
{
    uint32_t code = 0;
    for (size_t taken; text && (taken = utf8_next(text, &code)) > 0; text += taken) {
        const char *escape = escape_of(code);
        if (escape)
            fputs(escape, out);
        else
            fwrite(text, 1, taken, out);
    }
}

void html_put(FILE *out, const char *form, ...)
{
    va_list values;
    va_start(values, form);
    while (*form) {
        size_t plain = strcspn(form, "%");
        fwrite(form, 1, plain, out);
        form += plain;
        if (strncmp(form, "%s", 2) == 0) {
            html_text(out, va_arg(values, const char *));
            form += 2;
        } else if (strncmp(form, "%zu", 3) == 0) {
            fprintf(out, "%zu", va_arg(values, size_t));
            form += 3;
        } else if (*form) {
            assert(form[1] == '%');
            fputc('%', out);
            form += 2;
        }
    }
    va_end(values);
}

/* A "<" could end the element. JSON has it in strings alone, where it may be written as an escape. */
void html_data(FILE *out, const char *id, const char *json, size_t size)
{
    html_put(out, "<script type=\"application/json\" id=\"%s\">", id);
    for (size_t i = 0; i < size; i++)
        if (json[i] == '<')
            fputs("\\u003c", out);
        else
            putc(json[i], out);
    fputs("</script>\n", out);
}
