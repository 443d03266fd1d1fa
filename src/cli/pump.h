/* The one loop: source -> engine -> observer. Recordings, pipes and live lines all go through it. */
#ifndef CT_CLI_PUMP_H
#define CT_CLI_PUMP_H

#include <stdbool.h>

#include "calltone/calltone.h"
#include "calltone/source.h"

/* Called after every piece of audio, with what was pushed; false stops the pump. */
typedef bool (*pump_watcher)(void *context, const float *frames, size_t n_frames);

/* Push all that the source gives into the engine and finish the call.
 *
 * `watch` may be NULL. Comes back with CT_OK (also when the watcher stopped it), or with what went wrong and a message
 * for a person. */
ct_status pump_run(ct_source *source, ct_engine *engine, pump_watcher watch, void *context, ct_message *message);

#endif
