#!/bin/sh
# Seeds: a report of two readings and a hold, and a baseline.   fuzz_kept_seeds.sh FOLDER
set -eu
cat >"$1/report" <<'TEXT'
r{"schema":"calltone.report/1","call":{"path":"a.wav","duration_s":90,"channels":2,"finished":true,"notes":["n"],
"notes_zh":["n"],"health":[{"fault":"noise","side":"agent","value":9}]},"sides":{},"readings":[{"name":"speech_rate",
"side":"agent","value":240,"state":"known","evidence_s":40},{"name":"hung_up_first","side":"call","value":"agent",
"state":"known","evidence_s":1},{"name":"hold_count","side":"call","value":1,"state":"known","evidence_s":90}],
"events":[{"kind":"hold","side":"agent","start_s":1,"end_s":70,"severity":"normal","detail":{"cause":"music",
"announced":false,"agent_returned":false,"open":false}}],"events_dropped":0}
TEXT
printf 'b[baseline]\nagent = 8012\ncalls = 9\n[usual pitch_median]\nside = agent\nmedian = 190\nspread = 9\ncalls = 9\n' >"$1/baseline"
