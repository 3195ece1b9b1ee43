// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace mmoe::testing {

/// Returns a subnormal product, which the compiler cannot do beforehand.
inline float half_of_the_smallest() {
  volatile float smallest = std::numeric_limits<float>::min();
  return smallest * 0.5F;
}

}  // namespace mmoe::testing
