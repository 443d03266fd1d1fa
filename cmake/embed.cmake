# Writes a C file that holds text files: cmake -D OUT=... -D FILES="a;b" -P embed.cmake
# Bytes and not string literals, which C limits to 4095 characters.
set(code "/* Written by cmake/embed.cmake. */\n#include \"standards/shipped.h\"\n\n#include <stddef.h>\n\n")
set(table "")
foreach(file ${FILES})
  get_filename_component(name ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${name} identifier)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND code "static const char text_${identifier}[] = {${bytes}'\\0'};\n")
  string(APPEND table "    {\"${name}\", text_${identifier}},\n")
endforeach()
string(APPEND code "\nconst shipped_standard shipped_standards[] = {\n${table}    {NULL, NULL},\n};\n")
file(WRITE ${OUT} "${code}")
