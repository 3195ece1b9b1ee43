// SPDX-License-Identifier: Apache-2.0
#include "statistics/partial_conjunction.h"

#include <algorithm>

namespace mmoe {

std::optional<double> most_have_p(std::vector<double> p_values) {
  if (p_values.empty()) return std::nullopt;
  std::ranges::sort(p_values);
  const std::size_t n = p_values.size();
  const std::size_t u = n / 2 + 1;
  return std::min(1.0, static_cast<double>(n - u + 1) * p_values[u - 1]);
}

}  // namespace mmoe
