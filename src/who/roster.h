/* The roster: a CSV file of the people who answer: agent, team, hired (a date), name. */
#ifndef CT_WHO_ROSTER_H
#define CT_WHO_ROSTER_H

#include "who/who.h"

typedef struct who_roster who_roster;

/* As who_manifest_load(). */
ct_status who_roster_load(const char *path, who_roster **out, ct_message *message);
/* NULL is fine. */
void who_roster_free(who_roster *roster);

/* All agents, in the order of their ids; `n` says how many. */
const ct_agent *who_roster_agents(const who_roster *roster, size_t *n);

/* Add the team of the call's agent, by WHO_ROSTER. False when the call's agent is not known or not in the roster. */
bool who_roster_find(const who_roster *roster, who_call *call);

#endif
