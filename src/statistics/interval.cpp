// SPDX-License-Identifier: Apache-2.0
#include "statistics/interval.h"

#include "statistics/distributions.h"

namespace mmoe {

Interval student_interval(double center, double standard_error, double dof, double level) {
  const double reach = student_upper_quantile((1 - level) / 2, dof) * standard_error;
  return {center - reach, center + reach};
}

}  // namespace mmoe
