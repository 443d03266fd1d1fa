/* From sections and keys to a standard. */
#ifndef CT_STANDARDS_LOADER_H
#define CT_STANDARDS_LOADER_H

#include "base/message.h"
#include "standards/store.h"

/* A rule, dimension or standard that is complete and does not contradict itself: checked when all is read.
 * Comes back with CT_OK, or CT_ERR_FORMAT with a message. Fills in what follows from other fields. */
ct_status standard_complete(ct_standard *standard, const char *file, ct_message *message);

/* Put FILE:LINE: before what a message says is wrong. Always comes back with CT_ERR_FORMAT. */
ct_status standard_place(ct_message *message, const char *file, unsigned line);

/* Say FILE:LINE: what is wrong. Always comes back with CT_ERR_FORMAT. */
MESSAGE_FORMAT(4, 6)
ct_status standard_complain(ct_message *message, const char *file, unsigned line, const char *en, const char *zh, ...);

/* Say file: the words of a status. */
void standard_say_status(ct_message *message, const char *file, ct_status status);

#endif
