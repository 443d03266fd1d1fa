#!/bin/sh
# What is installed can be used: the example of calltone.h is built against it by pkg-config and by find_package, each
# header stands alone, and the program has its page, completion and schema.
#   install_test.sh SOURCE BUILD      CC and CFLAGS as the library was built with
set -eu
source=$1 build=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
prefix=$place/prefix

# Run quietly; what fails is shown.
quietly() {
    if ! "$@" >"$place/log" 2>&1; then
        cat "$place/log" >&2
        fail "$1 failed"
    fi
}

fail() {
    printf 'install_test: %s\n' "$*" >&2
    exit 1
}

# The example must print its three readings, the first of them known.
run_example() {
    "$1" "$source/fixtures/zh_exemplary.flac" >"$place/out" || fail "$1 exited $?"
    [ "$(wc -l <"$place/out")" -eq 3 ] || fail "$1 printed: $(cat "$place/out")"
    for name in speech_rate active_level response_gap_median; do
        grep -q "^$name: " "$place/out" || fail "$1 printed no $name: $(cat "$place/out")"
    done
    grep -Eq '^speech_rate: [0-9]+\.[0-9] syll/min$' "$place/out" || fail "$1: odd rate: $(cat "$place/out")"
}

quietly cmake --install "$build" --prefix "$prefix"

sed -n '/^ \* @code$/,/^ \* @endcode$/p' "$prefix/include/calltone/calltone.h" |
    sed -e '/^ \* @/d' -e 's/^ \* \{0,1\}//' >"$place/example.c"
[ -s "$place/example.c" ] || fail "calltone.h has no @code example"

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name calltone-io.pc)")
export PKG_CONFIG_PATH
cp "$place/example.c" "$place/by_pkgconfig.c"
# CFLAGS and what pkg-config prints are lists of words
# shellcheck disable=SC2046,SC2086
quietly ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror ${CFLAGS:-} "$place/by_pkgconfig.c" \
    $(pkg-config --cflags --libs calltone-io) -o "$place/by_pkgconfig"
run_example "$place/by_pkgconfig"

mkdir "$place/by_cmake"
cp "$place/example.c" "$place/by_cmake/"
cat >"$place/by_cmake/CMakeLists.txt" <<'TEXT'
cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES C)
find_package(calltone 0.1 CONFIG REQUIRED)
add_executable(example example.c)
target_link_libraries(example PRIVATE calltone::io calltone::calltone)
TEXT
quietly cmake -S "$place/by_cmake" -B "$place/by_cmake/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$place/by_cmake/build"
run_example "$place/by_cmake/build/example"

for header in "$prefix"/include/calltone/*.h; do
    # shellcheck disable=SC2086
    quietly ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$header"
done

"$prefix/bin/calltone" --version | grep -q '^calltone ' || fail "the installed program does not tell its version"
grep -q '^\.TH' "$prefix/share/man/man1/calltone.1" || fail "no man page"
bash -n "$prefix/share/bash-completion/completions/calltone" || fail "the completion is not bash"
[ -s "$prefix/share/calltone/report-1.schema.json" ] || fail "no schema"
echo "Installed, and of use."
