#define _FILE_OFFSET_BITS 64 /* recordings above 2 GiB on 32-bit systems too */
#include "io/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/message.h"

#define END_TAG_BYTES                                                                                                  \
    128 /* libmpg123 looks for a text tag (ID3v1) at the end, and gives up if it cannot read there                     \
         */

#define AHEAD_BYTES 32768 /* asked for at once: asking costs more than copying, and decoders ask for little */

struct read_ahead {
    int64_t offset; /* of the first byte here, in the file */
    size_t length;
    unsigned char data[AHEAD_BYTES];
};

static ct_status open_failed(int error, const char *name, ct_message *message)
{
    if (error == ENOENT || error == ENOTDIR)
        return message_fail(message, CT_ERR_OPEN, name, "no such file; check the name and the folder",
                            "没有这个文件，请检查文件名和所在目录");
    if (error == EACCES || error == EPERM)
        return message_fail(message, CT_ERR_OPEN, name,
                            "no permission to read it; ask its owner, or run as a user who may",
                            "没有读取权限，请联系文件所有者，或换用有权限的用户");
    return message_fail_system(message, CT_ERR_OPEN, name, (message_words){"cannot be opened", "无法打开"}, error);
}

ct_status bytes_open(bytes *b, const char *path, const char *name, ct_message *message)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat stat;
    *b = (bytes){.fd = fd, .borrowed = standard_input};
    if (fd < 0 || fstat(fd, &stat) != 0) {
        int error = errno;
        bytes_close(b);
        return open_failed(error, name, message);
    }
    if (S_ISDIR(stat.st_mode)) {
        bytes_close(b);
        return message_fail(message, CT_ERR_OPEN, name, "a folder, not a recording; name the files in it",
                            "这是目录而不是录音，请指定其中的文件");
    }
    /* standard input may be a file that someone else has read from: only its rest is ours */
    b->seekable = S_ISREG(stat.st_mode) && !standard_input;
    b->body_length = b->seekable ? (int64_t)stat.st_size : BYTES_ENDLESS;
    if (b->seekable && b->body_length == 0) {
        bytes_close(b);
        return message_fail(message, CT_ERR_FORMAT, name,
                            "an empty file (0 bytes), the recorder wrote nothing; fetch the recording again",
                            "空文件（0 字节），录音系统没有写入内容，请重新获取录音");
    }
    if (b->seekable)
        b->ahead = calloc(1, sizeof *b->ahead);
    return CT_OK;
}

void bytes_close(bytes *b)
{
    if (b->fd >= 0 && !b->borrowed)
        close(b->fd);
    b->fd = -1;
    free(b->ahead);
    b->ahead = NULL;
}

int64_t bytes_length(const bytes *b)
{
    return (int64_t)b->head_length + b->body_length;
}

/* Read until `count` bytes came, the file ended or an error stood in the way. `offset` below 0: a pipe, go on. */
static size_t read_fully(int fd, int64_t offset, unsigned char *to, size_t count, int *error)
{
    size_t done = 0;
    while (done < count) {
        ssize_t n = offset < 0 ? read(fd, to + done, count - done)
                               : pread(fd, to + done, count - done, (off_t)(offset + (int64_t)done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            *error = errno;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

/* From a place in the file. What could not be read ahead is an error only once it is asked for. */
static size_t read_body(const bytes *b, int64_t offset, unsigned char *to, size_t count, int *error)
{
    read_ahead *a = b->ahead;
    if (!a || count == 0 || count >= AHEAD_BYTES)
        return read_fully(b->fd, offset, to, count, error);
    if (offset < a->offset || offset + (int64_t)count > a->offset + (int64_t)a->length) {
        int failed = 0;
        a->offset = offset;
        a->length = read_fully(b->fd, offset, a->data, AHEAD_BYTES, &failed);
        if (failed && a->length < count)
            *error = failed;
    }
    size_t there = a->length < count ? a->length : count;
    memcpy(to, a->data + (offset - a->offset), there);
    return there;
}

static size_t read_at(const bytes *b, int64_t offset, unsigned char *to, size_t count, int *error)
{
    int64_t left = bytes_length(b) - offset, head_left = (int64_t)b->head_length - offset;
    if (offset < 0 || left <= 0)
        return 0;
    count = (int64_t)count < left ? count : (size_t)left;
    size_t from_head = 0;
    if (head_left > 0) {
        from_head = (int64_t)count < head_left ? count : (size_t)head_left;
        memcpy(to, b->head + offset, from_head);
    }
    int64_t body_offset = b->body_offset + offset + (int64_t)from_head - (int64_t)b->head_length;
    return from_head + read_body(b, body_offset, to + from_head, count - from_head, error);
}

size_t bytes_peek(const bytes *b, int64_t offset, void *to, size_t count)
{
    int ignored = 0;
    return b->seekable ? read_at(b, offset, to, count, &ignored) : 0;
}

static sf_count_t io_length(void *user)
{
    const bytes *b = user;
    return b->hide_end ? BYTES_ENDLESS : bytes_length(b);
}

static sf_count_t io_seek(sf_count_t offset, int whence, void *user)
{
    bytes *b = user;
    int64_t base = whence == SEEK_CUR ? b->position : whence == SEEK_END ? io_length(b) : 0;
    int64_t target = base + offset;
    if (target < 0 || (!b->seekable && target != b->position))
        return -1;
    return b->position = target;
}

static sf_count_t io_read(void *to, sf_count_t count, void *user)
{
    bytes *b = user;
    if (count <= 0)
        return 0;
    if (b->hide_end && b->position >= BYTES_ENDLESS - END_TAG_BYTES) {
        memset(to, 0, (size_t)count);
        b->position += count;
        return count;
    }
    size_t n = b->seekable ? read_at(b, b->position, to, (size_t)count, &b->error)
                           : read_fully(b->fd, -1, to, (size_t)count, &b->error);
    b->position += (int64_t)n;
    return (sf_count_t)n;
}

static sf_count_t io_write(const void *from, sf_count_t count, void *user)
{
    return 0;
}

static sf_count_t io_tell(void *user)
{
    const bytes *b = user;
    return b->position;
}

SF_VIRTUAL_IO bytes_virtual_io(void)
{
    return (SF_VIRTUAL_IO){
        .get_filelen = io_length, .seek = io_seek, .read = io_read, .write = io_write, .tell = io_tell};
}
