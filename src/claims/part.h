// SPDX-License-Identifier: Apache-2.0
// The outcome of a comparison: evidence for a claim, or for one of its parts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "statistics/interval.h"

namespace mmoe {

enum class Outcome { kSupported, kContradicted, kInconclusive, kNoData };

/// One-sided level for the family of a claim, after Holm's correction.
constexpr double kLevel = 0.05;

/// p_for and p_against are both set if a test was possible, else neither.
struct Part {
  std::string what = {};  // the evidence in numbers, "MMoE 0.1500, OMoE 0.1988: -0.0488 [...]"
  std::size_t runs = 0;   // number of runs used
  std::optional<double> estimate = {};    // a difference, a slope or a ratio, by the rule
  std::optional<Interval> interval = {};  // 95 %
  std::optional<bool> holds = {};         // whether the estimate is as claimed, significant or not
  std::optional<double> p_for = {};       // against the opposite of the claim: small supports
  std::optional<double> p_against = {};   // against the claim: small contradicts
  std::optional<double> effect = {};      // distance of the estimate from where the claim turns, in
                                          // standard deviations of a run: what power follows from
  std::optional<double> margin = {};      // of an equality, in the same unit: two-sided
  std::string reason = {};                // why there is no test; empty if there is one
  std::optional<Outcome> certain = {};    // known without a test
};

/// Formats the part's estimate and interval as "-0.0488 [-0.1172, +0.0196]".
std::string estimate_text(const Part& part);

/// Returns "1 run: the test needs 2".
std::string too_few(std::size_t runs, std::size_t needed);

/// Student's one-sided tests, in both directions, that the mean of `gains` (one number per run,
/// positive if as claimed) is above 0. Leaves the part's `what` empty; estimate and interval are
/// the mean's.
Part test_gains(std::span<const double> gains);

}  // namespace mmoe
