// SPDX-License-Identifier: Apache-2.0
#include "statistics/tost.h"

#include <algorithm>

#include "statistics/distributions.h"
#include "statistics/summary.h"

namespace mmoe {

std::optional<Tost> tost(std::span<const double> differences, double margin) {
  const Summary summary = summarise(differences);
  if (summary.sd.value_or(0) == 0) return {};
  const double mean = *summary.mean;
  const double se = *standard_error(summary);
  const auto dof = static_cast<double>(summary.n - 1);
  Tost test{.p_low = student_upper((mean + margin) / se, dof),
            .p_high = student_upper((margin - mean) / se, dof)};
  test.p = std::max(test.p_low, test.p_high);
  test.ci90 = student_interval(mean, se, dof, 0.90);
  return test;
}

}  // namespace mmoe
