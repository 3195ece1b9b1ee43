// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mmoe {

/// A two-sided confidence interval, low <= high.
struct Interval {
  double low;
  double high;
};

constexpr double kConfidence = 0.95;

/// Returns Student's interval: center -+ t * standard_error, t the (1 + level) / 2 quantile at
/// `dof` degrees of freedom. Zero width if the standard error is 0.
Interval student_interval(double center, double standard_error, double dof,
                          double level = kConfidence);

}  // namespace mmoe
