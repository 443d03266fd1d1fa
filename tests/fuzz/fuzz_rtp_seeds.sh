#!/bin/sh
# Seeds for fuzz_rtp: fuzz_rtp_seeds.sh FOLDER. Two sides of short mu-law packets, comfort noise, a goodbye, an outage.
set -eu
python3 - "$1" <<'PYTHON'
import struct
import sys


def packet(side, wait, kind, number, time, body, source=7):
    data = struct.pack(">BBHII", 0x80, kind, number, time, source) + body
    return bytes([len(data), wait << 1 | side]) + data


audio = bytes(range(80))
whole = b"".join(packet(side, 2 * side, 0, i, 80 * i, audio) for i in range(12) for side in (0, 1))
with open(sys.argv[1] + "/whole", "wb") as out:
    out.write(whole)
with open(sys.argv[1] + "/rest", "wb") as out:
    out.write(whole + packet(0, 2, 13, 12, 960, b"\x32") + packet(0, 40, 0, 13, 3000, audio))
with open(sys.argv[1] + "/odd", "wb") as out:
    out.write(whole + packet(0, 64 | 1, 8, 500, 80000, audio) + packet(0, 2, 101, 20, 80 * 20, audio, 9)
              + packet(1, 1, 203, 1, 0, b""))
PYTHON
