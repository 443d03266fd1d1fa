/* From sections and keys to a standard. */
#ifndef CT_STANDARDS_LOADER_H
#define CT_STANDARDS_LOADER_H

#include "standards/store.h"

/* A rule, dimension or standard that is complete and does not contradict itself: checked when all is read.
 * Comes back with CT_OK, or CT_ERR_FORMAT with a message. Fills in what follows from other fields. */
ct_status standard_complete(ct_standard *standard, const char *file, ct_message *message);

/* Say FILE:LINE: what is wrong. Always comes back with CT_ERR_FORMAT. */
__attribute__((format(printf, 4, 5))) ct_status standard_complain(ct_message *message, const char *file, unsigned line,
                                                                  const char *format, ...);

#endif
