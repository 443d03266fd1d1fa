#include "measures/active_level.h"

#include "base/units.h"
#include "dsp/math.h"

#define ENVELOPE_DECAY 0.71653131f /* exp(-10 ms / 30 ms): the time constant of P.56 at hop steps */
#define MARGIN_DB      15.9        /* between the level and its threshold; P.56 table 1 */
#define LEAST_DBFS     (-100.0)

/* Smooth the magnitude twice, and follow the highest value of the last 0.2 s: the activity of P.56 with hangover at a
 * threshold is the same as that this value has reached it. */
static void follow_envelope(active_level *meter, float magnitude)
{
    float *envelope = meter->envelope;
    envelope[0] += (1.0f - ENVELOPE_DECAY) * (magnitude - envelope[0]);
    envelope[1] += (1.0f - ENVELOPE_DECAY) * (envelope[0] - envelope[1]);

    meter->recent[meter->at] = envelope[1];
    meter->at = meter->at == ACTIVE_HANGOVER_HOPS ? 0 : meter->at + 1;
    if (envelope[1] >= meter->highest) {
        meter->highest = envelope[1];
        meter->age = 0;
    } else if (++meter->age > ACTIVE_HANGOVER_HOPS) {
        meter->highest = 0.0f;
        for (int i = 0, place = meter->at; i <= ACTIVE_HANGOVER_HOPS; i++, place++) { /* from the oldest on */
            place = place > ACTIVE_HANGOVER_HOPS ? 0 : place;
            if (meter->recent[place] >= meter->highest) {
                meter->highest = meter->recent[place];
                meter->age = ACTIVE_HANGOVER_HOPS - i;
            }
        }
    }
}

void active_level_push(active_level *meter, const ct_hop *hop)
{
    if (hop->flags & HOP_GAP)
        return;
    follow_envelope(meter, hop->mean_abs);
    if (!(hop->flags & HOP_SPEECH))
        return;
    meter->hops++;
    meter->energy += (double)power_of_db(hop->level_dbfs);
    float reached_db = 2.0f * db_fast(fmaxf(meter->highest, 1e-5f));
    int bin = (int)clampf(reached_db - (float)LEAST_DBFS, 0.0f, ACTIVE_LEVEL_BINS - 1);
    meter->reached[bin]++;
}

double active_level_read(const active_level *meter)
{
    if (meter->hops == 0)
        return LEAST_DBFS;
    /* From the lowest threshold up: the level over the time active at it comes down towards the threshold + margin. */
    uint64_t active = meter->hops;
    double level = db_of_power(meter->energy / (double)active);
    double excess = level - LEAST_DBFS - MARGIN_DB;
    for (int bin = 0; bin + 1 < ACTIVE_LEVEL_BINS && excess > 0.0; bin++) {
        active -= meter->reached[bin];
        if (active == 0)
            break;
        double next_level = db_of_power(meter->energy / (double)active);
        double next_excess = next_level - (LEAST_DBFS + bin + 1) - MARGIN_DB;
        if (next_excess <= 0.0)
            return level + (next_level - level) * excess / (excess - next_excess);
        level = next_level;
        excess = next_excess;
    }
    return level;
}
