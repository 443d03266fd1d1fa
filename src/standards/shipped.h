/* The standards that come with calltone: the files src/standards/NAME.ini, built in by cmake/embed.cmake. */
#ifndef CT_STANDARDS_SHIPPED_H
#define CT_STANDARDS_SHIPPED_H

#include "base/embedded.h"

/* By name; one without a name ends them. */
extern const embedded_file shipped_standards[];

#endif
