// SPDX-License-Identifier: Apache-2.0
#include "results/number_text.h"

#include <fmt/format.h>

namespace mmoe {

std::string p_text(const std::optional<double>& p) {
  if (!p) return "–";
  return *p < 0.001 ? "<0.001" : fmt::format("{:.3f}", *p);
}

}  // namespace mmoe
