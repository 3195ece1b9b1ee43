// SPDX-License-Identifier: Apache-2.0
#include "claims/part.h"

#include <fmt/format.h>

#include "statistics/distributions.h"
#include "statistics/paired.h"

namespace mmoe {

std::string estimate_text(const Part& part) {
  if (!part.estimate) return "";
  std::string text = fmt::format("{:+.4f}", *part.estimate);
  if (part.interval) {
    text += fmt::format(" [{:+.4f}, {:+.4f}]", part.interval->low, part.interval->high);
  }
  return text;
}

std::string too_few(std::size_t runs, std::size_t needed) {
  return fmt::format("{} run{}: the test needs {}", runs, runs == 1 ? "" : "s", needed);
}

Part test_gains(std::span<const double> gains) {
  const PairedTest test = paired_test(gains);
  Part part{.runs = test.n, .estimate = test.mean, .interval = test.ci95};
  if (test.mean) part.holds = *test.mean > 0;
  if (test.n < 2) {
    part.reason = too_few(test.n, 2);
  } else if (!test.t) {
    part.reason = fmt::format("the {} runs do not vary: no test", test.n);
  } else {
    const auto dof = static_cast<double>(test.n - 1);
    part.p_for = student_upper(*test.t, dof);
    part.p_against = student_upper(-*test.t, dof);
    part.effect = test.d_z;
  }
  return part;
}

}  // namespace mmoe
