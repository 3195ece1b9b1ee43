# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT: the texts of SOURCE/*.json as C++ string literals, the table that FUNCTION, declared
# in HEADER, returns; so the binary needs no files beside it.
file(GLOB files ${SOURCE}/*.json)
set(code "// Generated from ${SOURCE}/*.json\n#include \"experiment/catalogue.h\"\n#include \"${HEADER}\"\n
namespace mmoe {\n\nconst std::vector<BuiltIn>& ${FUNCTION}() {\n  static const std::vector<BuiltIn> table = {\n")
foreach(file ${files})
  cmake_path(GET file STEM LAST_ONLY name)
  file(READ ${file} text)
  string(APPEND code "      {\"${name}\", R\"json(${text})json\"},\n")
endforeach()
string(APPEND code "  };\n  return table;\n}\n\n}  // namespace mmoe\n")
file(WRITE ${OUTPUT} "${code}")
