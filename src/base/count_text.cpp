// SPDX-License-Identifier: Apache-2.0
#include "base/count_text.h"

#include <fmt/format.h>

namespace mmoe {

std::string with_commas(std::int64_t n) {
  std::string digits = fmt::format("{}", n < 0 ? -n : n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return n < 0 ? "-" + digits : digits;
}

std::string counted(std::size_t n, const std::string& noun) {
  return fmt::format("{} {}{}", with_commas(static_cast<std::int64_t>(n)), noun, plural(n));
}

}  // namespace mmoe
