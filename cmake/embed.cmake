# Writes a C file that holds text files: cmake -D OUT=... -D ARRAY=NAME -D FILES="a;b" -P embed.cmake
# Bytes and not string literals, which C limits to 4095 characters. What a minified file says of its source map is left
# out: a page must not look for it.
set(code "/* Written by cmake/embed.cmake. */\n#include \"base/embedded.h\"\n\n#include <stddef.h>\n\n")
set(table "")
foreach(file ${FILES})
  get_filename_component(name "${file}" NAME)
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  string(REGEX REPLACE "\\.ini$" "" name "${name}") # a standard has a name, and not that of a file
  file(READ "${file}" text)
  string(REGEX REPLACE "\n/[/*]# sourceMappingURL=.*$" "\n" text "${text}")
  if(text MATCHES "</(script|style)") # would end the element of a page that it stands in
    message(FATAL_ERROR "${file}: </script and </style cannot be built in")
  endif()
  string(LENGTH "${text}" size)
  string(SHA256 hash "${text}")
  string(HEX "${text}" hex)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND code "static const char text_${identifier}[] = {${bytes}'\\0'};\n")
  string(APPEND table "    {\"${name}\", text_${identifier}, ${size},\n     \"${hash}\"},\n")
endforeach()
string(APPEND code "\nconst embedded_file ${ARRAY}[] = {\n${table}    {NULL, NULL, 0, NULL},\n};\n")
file(WRITE "${OUT}" "${code}")
