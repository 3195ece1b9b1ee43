// SPDX-License-Identifier: Apache-2.0
#include "claims/part.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/count_text.h"
#include "statistics/distributions.h"
#include "statistics/median_interval.h"
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
  std::string text = fmt::format("{}: {}{}{}", part.what, part.name, part.name.empty() ? "" : " ",
                                 estimate_text(part));
  if (part.sources) {
    text += fmt::format(" (standard errors: runs {:.5f}, test rows {:.5f})", part.sources->runs,
                        part.sources->rows);
  }
  return text;
}

std::optional<Interval> interval_of(const Part& part, double level) {
  if (part.sources) {
    const TwoSources& of = *part.sources;
    if (of.total == 0) return Interval{of.center, of.center};
    return student_interval(of.center, of.total, of.dof, level);
  }
  const auto found = median_interval(part.sample, level);
  return found ? std::optional(found->interval) : std::nullopt;
}

Part test_sources(const TwoSources& sources, std::vector<double> differences) {
  Part part{.runs = differences.size()};
  part.sample = std::move(differences);
  part.estimate = sources.center;
  part.holds = sources.center > 0;
  part.sources = sources;
  if (sources.total == 0) {
    part.reason = fmt::format("the {} runs and their test rows do not differ: no test", part.runs);
    return part;
  }
  const double t = sources.center / sources.total;
  part.p_for = student_upper(t, sources.dof);
  part.p_against = student_upper(-t, sources.dof);
  return part;
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
