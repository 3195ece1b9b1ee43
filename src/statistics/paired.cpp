// SPDX-License-Identifier: Apache-2.0
#include "statistics/paired.h"

#include "statistics/distributions.h"
#include "statistics/sample.h"
#include "statistics/summary.h"

namespace mmoe {

std::vector<double> differences(std::span<const double> a, std::span<const double> b) {
  check_pairs(a, b);
  std::vector<double> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(a[i] - b[i]);
  return result;
}

PairedTest paired_test(std::span<const double> differences, double rounding) {
  const Summary summary = summarise(differences);
  PairedTest test;
  test.n = summary.n;
  test.mean = summary.mean;
  if (!summary.sd) return test;
  const auto dof = static_cast<double>(summary.n - 1);
  const double se = *standard_error(summary);
  test.ci95 = student_interval(*summary.mean, se, dof);
  if (*summary.sd <= rounding) return test;
  test.t = *summary.mean / se;
  test.p = student_two_sided(*test.t, dof);
  test.d_z = *summary.mean / *summary.sd;
  return test;
}

}  // namespace mmoe
