#!/bin/sh
# Seeds for fuzz_source.c: 0.3 s of tone in every format that sox and ffmpeg write, each behind the byte that says how
# to read it ("0": by what it holds; octal 200 and up: headerless; octal 300: a pair).
# Usage: fuzz_source_seeds.sh FOLDER
set -eu
folder=${1:?usage: fuzz_source_seeds.sh FOLDER}
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

seed() { # FIRST_BYTE FILE
    { printf "$1"; cat "$2"; } >"$folder/$(basename "$2")-$(printf "$1" | od -An -tu1 | tr -d ' ')"
}

sox -n -r 8000 -c 1 -b 16 "$work/tone.wav" synth 0.3 sine 440 vol 0.5
for codec in unsigned-integer a-law u-law gsm-full-rate ima-adpcm ms-adpcm floating-point; do
    sox "$work/tone.wav" -e "$codec" "$work/$codec.wav"
    seed 0 "$work/$codec.wav"
done
sox "$work/tone.wav" -c 2 -b 24 -r 16000 "$work/wide.wav"
for kind in au aiff flac ogg w64 caf; do
    sox "$work/tone.wav" "$work/tone.$kind"
    seed 0 "$work/tone.$kind"
done
ffmpeg -v error -i "$work/tone.wav" -ar 16000 "$work/tone.mp3" -ar 48000 "$work/tone.opus" -rf64 always "$work/rf64.wav"
ffmpeg -v error -i "$work/tone.wav" -write_xing 0 "$work/bare.mp3" -c:a libmp3lame -ar 16000 "$work/mp3.wav"
for name in wide.wav tone.wav tone.mp3 tone.opus bare.mp3 mp3.wav rf64.wav; do
    seed 0 "$work/$name"
done
seed '\300' "$work/tone.wav"
for byte in '\200' '\201' '\203' '\204' '\206' '\231'; do
    head -c 1000 "$work/tone.wav" >"$work/raw"
    seed "$byte" "$work/raw"
done
