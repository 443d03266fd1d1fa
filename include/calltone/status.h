/** What a call to the library comes back with, and how names are exported. */
#ifndef CALLTONE_STATUS_H
#define CALLTONE_STATUS_H

#if defined(_WIN32)
#define CT_API
#else
#define CT_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ct_status {
    CT_OK = 0,
    CT_ERR_ARGUMENT,   /**< a NULL, or a number out of its range */
    CT_ERR_MEMORY,     /**< no memory */
    CT_ERR_FINISHED,   /**< audio after ct_engine_finish() */
    CT_ERR_NOT_FINITE, /**< a NaN or infinite sample */
    CT_ERR_OPEN,       /**< a file is missing or not readable */
    CT_ERR_FORMAT,     /**< not audio that can be analysed */
    CT_ERR_READ,       /**< reading stopped midway */
    CT_ERR_WRITE       /**< the output could not be written */
} ct_status;

/** A few English words, static. */
CT_API const char *ct_status_text(ct_status status);

/** Languages of what people read. */
typedef enum ct_lang { CT_LANG_EN, CT_LANG_ZH } ct_lang;

/** What went wrong, for a person: names the file, the cause and a way out. One line, no newline at its end. */
typedef struct ct_message {
    char text[512];    /**< in English */
    char text_zh[512]; /**< the same in Chinese; empty where there is only English */
} ct_message;

/** What to show a reader of that language. Valid as long as `message`. */
CT_API const char *ct_message_text(const ct_message *message, ct_lang lang);
/** Fill `message` with the words of a status, in both languages. NULL is fine. */
CT_API void ct_message_set(ct_message *message, ct_status status);

#ifdef __cplusplus
}
#endif
#endif
