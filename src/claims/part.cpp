// SPDX-License-Identifier: Apache-2.0
#include "claims/part.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/count_text.h"
#include "statistics/sample.h"
#include "statistics/sign_test.h"

namespace mmoe {

std::string estimate_text(const Part& part) {
  if (!part.estimate) return "";
  const std::string text = fmt::format("{:+.4f}", *part.estimate);
  if (part.interval) {
    return fmt::format("{} [{:+.4f}, {:+.4f}]", text, part.interval->low, part.interval->high);
  }
  if (part.sample.size() < 2) return text;
  const auto [least, greatest] = std::ranges::minmax(part.sample);
  return fmt::format("{} ({:+.4f} to {:+.4f})", text, least, greatest);
}

std::string part_text(const Part& part) {
  if (part.sample.empty() || !part.estimate) return part.what;
  return fmt::format("{}: {}{}{}", part.what, part.name, part.name.empty() ? "" : " ",
                     estimate_text(part));
}

std::string too_few(std::size_t runs, std::size_t needed) {
  return fmt::format("{}: the test needs {}", counted(runs, "run"), needed);
}

Part untested_part(std::span<const double> differences) {
  Part part{.runs = differences.size(), .sample = {differences.begin(), differences.end()}};
  if (is_sample(differences, 1)) {
    part.estimate = median(differences);
  } else {
    part.reason = too_few(part.runs, 2);
  }
  return part;
}

Part test_differences(std::span<const double> differences, bool is_gain, double rounding) {
  Part part = untested_part(differences);
  if (!part.estimate) return part;
  part.holds = is_gain ? *part.estimate > rounding : *part.estimate < -rounding;
  const auto test = sign_test(differences, rounding);
  if (part.runs < 2) {
    part.reason = too_few(part.runs, 2);
  } else if (!test) {
    part.reason = fmt::format("the {} runs do not differ: no test", part.runs);
  } else {
    part.p_for = is_gain ? test->p_positive : test->p_negative;
    part.p_against = is_gain ? test->p_negative : test->p_positive;
    part.share = sign_share(is_gain ? test->positive : test->negative, part.runs);
  }
  return part;
}

}  // namespace mmoe
