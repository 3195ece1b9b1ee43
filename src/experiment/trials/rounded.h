// SPDX-License-Identifier: Apache-2.0
// Numbers of a record that are for drawing or for errors: six digits halve the file.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <vector>

namespace mmoe {

inline double rounded(double value) {
  return std::isfinite(value) ? std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr) : value;
}

inline std::vector<double> rounded(std::vector<double> values) {
  for (double& value : values) value = rounded(value);
  return values;
}

}  // namespace mmoe
