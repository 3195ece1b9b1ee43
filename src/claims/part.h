// SPDX-License-Identifier: Apache-2.0
// The outcome of a comparison: evidence for a claim, or for one of its parts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "statistics/interval.h"
#include "statistics/two_sources.h"

namespace mmoe {

enum class Outcome { kSupported, kContradicted, kInconclusive, kNotTested, kNoData };

/// Two-sided level for all verdicts of a family.
constexpr double kLevel = 0.05;

/// p_for and p_against are both set if a test was possible, else neither.
struct Part {
  std::string what = {};  // the cells in numbers, "MMoE 0.1500, OMoE 0.1988"
  std::string name = {};  // of the estimate, "slope"; empty for a difference of cells
  std::size_t runs = 0;   // number of runs used
  std::vector<double> sample =
      {};  // one number per run, whose median is the estimate; may be empty
  std::optional<double> estimate = {};    // a difference, a slope or a ratio, by the rule
  std::optional<Interval> interval = {};  // of the sample's median, at the level of the verdict
  std::optional<bool> holds = {};         // whether the estimate is as claimed, significant or not
  std::optional<double> p_for = {};       // one-sided, against the opposite: small supports
  std::optional<double> p_against = {};   // one-sided, against the claim: small contradicts
  std::optional<double> share = {};   // of the runs that are as claimed: what the power of a sign
                                      // test follows from
  std::optional<double> effect = {};  // of another test: distance of the estimate from where the
                                      // claim turns, in standard deviations of a run
  std::optional<double> margin = {};  // of an equality: two-sided
  std::optional<TwoSources> sources = {};  // of a mean difference of AUCs, in place of the sample's
                                           // median: the test is of these
  std::string lacking = {};                // what stands in the way, where more runs would not help
  std::string reason = {};                 // why there is no test; empty if there is one
  std::optional<Outcome> certain = {};     // known without a test
};

/// Formats the part's estimate and interval as "-0.0488 [-0.1172, +0.0196]"; of a sample of too few
/// runs for an interval at the level of the verdict as "-0.0488 (-0.1172 to +0.0196)", its range.
std::string estimate_text(const Part& part);

/// Returns "MMoE 0.1500, OMoE 0.1988: -0.0488 [-0.1172, +0.0196]": what, and the estimate.
std::string part_text(const Part& part);

/// Returns "1 run: the test needs 2".
std::string too_few(std::size_t runs, std::size_t needed);

/// Returns a part with runs, sample and estimate, the median; of no runs, or where a difference is
/// not finite, with a reason in place of the estimate.
Part untested_part(std::span<const double> differences);

/// Returns the interval at `level`: of the two sources, or of the sample's median; empty of too few
/// runs.
std::optional<Interval> interval_of(const Part& part, double level);

/// Student's tests, in both directions, that the mean difference of AUCs is above 0 over runs and
/// test rows. Leaves the part's `what` empty.
Part test_sources(const TwoSources& sources, std::vector<double> differences);

/// Exact sign tests, in both directions, that the median of `differences` is above 0 (`is_gain`) or
/// below it, which the claim says. Sizes up to `rounding` count as 0. Leaves the part's `what`
/// empty.
Part test_differences(std::span<const double> differences, bool is_gain, double rounding);

}  // namespace mmoe
