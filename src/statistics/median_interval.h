// SPDX-License-Identifier: Apache-2.0
// Confidence interval of the median from order statistics: exact, whatever the distribution.
//
//   [x_(k), x_(n + 1 - k)], x_(1) <= ... <= x_(n), with the greatest k >= 1 whose coverage
//   1 - 2 P(B <= k - 1), B heads of n fair coins, is at least `level`
//
// The coverage is exact for a continuous distribution and a lower bound with ties. At 0.95: n = 6
// and 8 take the whole range, covering 0.969 and 0.992; 12 the third to the tenth value, 0.961;
// fewer than 6 have no such interval. For paired differences it is an interval of their median that
// is valid however skewed they are, and excludes 0 exactly if the sign test has p < 1 - level.
// Empty if no k reaches `level` or a value is not finite. Source: Thompson 1936; Conover 1999,
// section 3.2.
#pragma once

#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct MedianInterval {
  Interval interval{};
  double coverage = 0;  // at least the level asked for
};

std::optional<MedianInterval> median_interval(std::span<const double> values,
                                              double level = kConfidence);

}  // namespace mmoe
