// SPDX-License-Identifier: Apache-2.0
// The range of an axis and the distance of its tics.
#pragma once

#include <string>
#include <vector>

#include "report/figures/figure.h"

namespace mmoe {

struct AxisRange {
  double low, high, step;  // tics at the multiples of step; low < high, step > 0
};

/// Returns a range that covers `values` (ignoring NaN) with at most `tics` steps of 1, 2 or 5 times
/// a power of ten, from and to round numbers unless the axis has given bounds. 0 to 1 without
/// values.
AxisRange axis_range(const Axis& axis, const std::vector<double>& values, int tics);

/// A logarithmic axis of the values above 0, with room beside them: tics at 1, 2 and 5 of each
/// power of ten, or at 1 and 3 where it is long. An ordinary one without any.
Axis log_axis(const std::string& label, const std::vector<double>& values);

}  // namespace mmoe
