# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT: the texts of experiments/*.json as C++ string literals, so that the binary needs no
# files beside it.
file(GLOB files ${SOURCE}/*.json)
set(code "// Generated from experiments/*.json\n#include \"experiment/catalogue.h\"\n\nnamespace mmoe {\n
const std::vector<BuiltIn>& built_in_experiments() {\n  static const std::vector<BuiltIn> table = {\n")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND code "      {\"${name}\", R\"json(${text})json\"},\n")
endforeach()
string(APPEND code "  };\n  return table;\n}\n\n}  // namespace mmoe\n")
file(WRITE ${OUTPUT} "${code}")
