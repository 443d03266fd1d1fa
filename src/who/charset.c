#include "who/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

bool charset_is_utf8(const char *text, size_t size)
{
    static const char replacement[] = UTF8_REPLACEMENT_TEXT;
    uint32_t code = 0;
    const char *at = text;
    for (size_t taken; (taken = utf8_next(at, &code)) > 0; at += taken)
        if (code == UTF8_REPLACEMENT && strncmp(at, replacement, sizeof replacement - 1) != 0)
            return false;
    return (size_t)(at - text) == size;
}

/* A charset's character takes a byte or more, and UTF-8 four at the most. */
ct_status charset_convert(const char *charset, const char *text, size_t size, char **out, size_t *out_size)
{
    if (size > SIZE_MAX / 4 - 1)
        return CT_ERR_MEMORY;
    iconv_t conversion = iconv_open("UTF-8", charset);
    if (conversion == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): so POSIX says it failed */
        return errno == ENOMEM ? CT_ERR_MEMORY : CT_ERR_FORMAT;
    size_t room = 4 * size;
    char *bytes = malloc(room + 1), *to = bytes, *from = (char *)text; /* iconv() does not write there */
    bool well = bytes && iconv(conversion, &from, &size, &to, &room) != (size_t)-1 && size == 0;
    iconv_close(conversion);
    if (!well) {
        ct_status status = bytes ? CT_ERR_FORMAT : CT_ERR_MEMORY;
        free(bytes);
        return status;
    }
    *to = '\0';
    *out = bytes;
    *out_size = (size_t)(to - bytes);
    return CT_OK;
}

char *charset_of_name(const char *name)
{
    char *readable = NULL;
    size_t size = strlen(name);
    if (charset_is_utf8(name, size) || charset_convert("GB18030", name, size, &readable, &size) != CT_OK)
        return NULL;
    return readable;
}

static bool begins_with(const char *text, size_t size, const char *mark)
{
    return size >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0;
}

ct_status charset_of_file(char **text, size_t *size, const char **encoding)
{
    static const char mark[] = "\xEF\xBB\xBF";
    char *converted = NULL;
    size_t n = 0;
    bool wide = begins_with(*text, *size, "\xFF\xFE") || begins_with(*text, *size, "\xFE\xFF");
    if (!wide && charset_is_utf8(*text, *size)) {
        *encoding = "UTF-8";
        if (begins_with(*text, *size, mark)) {
            *size -= sizeof mark - 1;
            memmove(*text, *text + sizeof mark - 1, *size + 1);
        }
        return CT_OK;
    }
    const char *charset = wide ? "UTF-16" : "GB18030";
    ct_status status = charset_convert(charset, *text, *size, &converted, &n);
    if (status != CT_OK)
        return status;
    if (strlen(converted) != n) { /* a zero byte is in no text */
        free(converted);
        return CT_ERR_FORMAT;
    }
    free(*text);
    *text = converted;
    *size = n;
    *encoding = charset;
    return CT_OK;
}
