#include "base/errno_words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The errors that files and streams meet with. */
static const struct {
    int error;
    const char *zh;
} chinese[] = {
    {ENOENT, "没有这个文件或目录"},
    {ENOTDIR, "路径中有一段不是目录"},
    {EACCES, "没有权限"},
    {EPERM, "没有权限"},
    {EISDIR, "这是目录，不是文件"},
    {ENOSPC, "磁盘空间不足"},
    {EDQUOT, "超出磁盘配额"},
    {EROFS, "所在磁盘只读"},
    {EIO, "磁盘读写错误"},
    {EPIPE, "接收输出的程序已退出"},
    {EMFILE, "打开的文件过多"},
    {ENFILE, "打开的文件过多"},
    {EFBIG, "文件太大"},
    {ENAMETOOLONG, "文件名太长"},
    {ENOMEM, "内存不足"},
};

const char *errno_words(int error, ct_lang lang, char buffer[ERRNO_WORDS_SIZE])
{
    for (size_t i = 0; lang == CT_LANG_ZH && i < sizeof chinese / sizeof chinese[0]; i++)
        if (chinese[i].error == error)
            return chinese[i].zh;
    if (lang == CT_LANG_ZH)
        snprintf(buffer, ERRNO_WORDS_SIZE, "系统错误 %d", error);
    else if (strerror_r(error, buffer, ERRNO_WORDS_SIZE) != 0)
        snprintf(buffer, ERRNO_WORDS_SIZE, "system error %d", error);
    return buffer;
}
