// SPDX-License-Identifier: Apache-2.0
// Tests which factors of a design decide a number at its points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "study/design.h"

namespace mmoe {

/// A level of a factor; for a range, a quarter of the points in the order of its value.
struct FactorGroup {
  std::string label = {};  // a level, or "0.0003 to 0.0012"
  std::size_t points = 0;
  std::size_t holds = 0;  // number of points at which the value is above 0
};

struct Importance {
  std::string factor = {};
  double share = 0;  // see statistics/rank_epsilon_squared.h; 0 if undefined
  double p = 1;      // of the permutation test, after Holm over the factors
  std::vector<FactorGroup> groups = {};
};

/// A point and its number.
struct PointValue {
  const DesignPoint* point;
  double value;
};

/// Returns one per factor, the largest share first; `seed` is that of the permutations. Empty
/// without values.
std::vector<Importance> importances(const Design& design, const std::vector<PointValue>& values,
                                    std::uint64_t seed);

}  // namespace mmoe
