// SPDX-License-Identifier: Apache-2.0
#include "results/number_text.h"

#include <fmt/format.h>

#include <cstddef>

namespace mmoe {

std::string with_commas(std::int64_t n) {
  std::string digits = fmt::format("{}", n < 0 ? -n : n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return n < 0 ? "-" + digits : digits;
}

std::string counted(std::size_t n, const std::string& noun) {
  return with_commas(static_cast<std::int64_t>(n)) + " " + noun + (n == 1 ? "" : "s");
}

std::string p_text(const std::optional<double>& p) {
  if (!p) return "–";
  return *p < 0.001 ? "<0.001" : fmt::format("{:.3f}", *p);
}

}  // namespace mmoe
