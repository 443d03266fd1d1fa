#include "talk/mute.h"

#define LEARN_HOPS       500   /* 5 s */
#define ZERO_SHARE       0.2   /* more is a line with silence suppression */
#define NOISE_LEAST_DBFS (-75) /* A-law idles at -72 dBFS; a line below this has no noise to miss */
#define DROP_DB          20    /* muting that is not digital silence still falls this far below the noise */
#define DROP_LEAST_DBFS  (-80)
#define MUTED_LEAST_HOPS 300 /* 3 s: shorter digital silence is a gap of the codec, and is learnt from */

static bool is_digital_silence(const ct_hop *hop)
{
    return (hop->flags & HOP_ZERO) ||
           (hop->level_dbfs < hop->noise_dbfs - DROP_DB && hop->level_dbfs < DROP_LEAST_DBFS);
}

static void begin(mute *m)
{
    m->able =
        m->quiet >= LEARN_HOPS && (double)m->zero < ZERO_SHARE * (double)m->quiet && m->noise_dbfs > NOISE_LEAST_DBFS;
}

/* Digital silence is over: learn from it, unless it was a muting. */
static void end(mute *m)
{
    if (!m->able || m->run < MUTED_LEAST_HOPS) {
        m->quiet += m->run;
        m->zero += m->run;
    }
    m->run = 0;
}

bool mute_push(mute *m, const ct_hop *hop)
{
    if (hop->flags & HOP_GAP)
        return false;
    const bool sound = hop->flags & (HOP_SPEECH | HOP_MUSIC | HOP_TONE);
    if (!sound && is_digital_silence(hop)) {
        if (m->run++ == 0)
            begin(m);
        return m->able;
    }
    end(m);
    if (!sound) {
        m->quiet++;
        m->noise_dbfs = hop->noise_dbfs;
    }
    return false;
}
