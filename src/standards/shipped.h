/* The standards that come with calltone: the files src/standards/NAME.ini, built in by cmake/embed.cmake. */
#ifndef CT_STANDARDS_SHIPPED_H
#define CT_STANDARDS_SHIPPED_H

typedef struct shipped_standard {
    const char *name, *text;
} shipped_standard;

/* By name; one without a name ends them. */
extern const shipped_standard shipped_standards[];

#endif
