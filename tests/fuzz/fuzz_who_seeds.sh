#!/bin/sh
# Seeds: a manifest, a roster, the names of known recorders.   fuzz_who_seeds.sh FOLDER
set -eu
printf 'file,agent,started_at,ring_s,hangup_by,holds,direction\r\na.wav,"80,12",2026/11/24 9:05,6.5,agent,1-2;3-4,in\r\n' >"$1/manifest.csv"
printf '\357\273\277agent;team;hired;name\n8012;east;2026-03-01;x\n' >"$1/roster.csv"
printf '\316\304\274\376,\327\371\317\257\na.wav,\300\356\313\304\n' >"$1/gbk.csv"
printf '\377\376f\000i\000l\000e\000\n\000a\000' >"$1/utf16.csv"
printf '/rec/20250327/force-0821-3201-20250327-092517-1743042317.12206.wav' >"$1/freepbx"
printf 'Auto1_GUID_001_AGENT_AndrewK_DT_2021-12-01T07-55-51.wav' >"$1/pca"
printf 'call-out.wav' >"$1/half"
