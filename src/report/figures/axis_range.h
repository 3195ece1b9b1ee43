// SPDX-License-Identifier: Apache-2.0
// Where an axis begins and ends, and how far its tics are apart.
#pragma once

#include <vector>

#include "report/figures/figure.h"

namespace mmoe {

struct AxisRange {
  double low, high, step;  // tics at the multiples of step; low < high, step > 0
};

/// Covers `values` (NaN left out) with at most `tics` steps of 1, 2 or 5 times a power of ten, on
/// round numbers but where the axis itself says its bounds. Without values: 0 to 1.
AxisRange axis_range(const Axis& axis, const std::vector<double>& values, int tics);

}  // namespace mmoe
