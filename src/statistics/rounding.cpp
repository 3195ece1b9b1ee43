// SPDX-License-Identifier: Apache-2.0
#include "statistics/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mmoe {

double rounding_error(std::span<const double> values) {
  double largest = 0;
  for (double value : values) largest = std::max(largest, std::abs(value));
  return 4 * std::numeric_limits<double>::epsilon() * largest;
}

double rounding_error(std::span<const double> a, std::span<const double> b) {
  return std::max(rounding_error(a), rounding_error(b));
}

}  // namespace mmoe
