/* What a recording may be, and the one step in which it is read. */
#ifndef CT_IO_LIMITS_H
#define CT_IO_LIMITS_H

#define ENGINE_RATE_HZ 8000 /* CT_RATE_HZ of calltone.h, which the io wing does not need otherwise */
#define RATE_MIN_HZ    6000
#define RATE_MAX_HZ    48000

/*
 * Frames decoded and resampled at a time: 128 ms of telephone audio, so a pipe is heard while it runs. Always the
 * same, whatever the caller asks for, so that results never depend on how audio was fetched.
 */
#define BLOCK_FRAMES 1024

#endif
