/* The limits of [live], as a table over their fields. */
#ifndef CT_STANDARDS_LIVE_H
#define CT_STANDARDS_LIVE_H

#include "base/message.h"
#include "calltone/standard.h"

/* What holds where a standard says nothing. */
void live_set_defaults(ct_live *live);

/* What is wrong with them, or en NULL; `key` is set to the one at fault. */
message_words live_fault(const ct_live *live, const char **key);

#endif
