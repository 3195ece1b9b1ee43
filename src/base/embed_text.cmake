# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT: the text of INPUT as the function `std::string_view mmoe::FUNCTION()`, so that the
# binary needs no file beside it.
file(READ ${INPUT} text)
file(WRITE ${OUTPUT} "// Generated from ${INPUT}
#include <string_view>

namespace mmoe {

std::string_view ${FUNCTION}() { return R\"text(${text})text\"; }

}  // namespace mmoe
")
