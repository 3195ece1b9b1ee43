// SPDX-License-Identifier: Apache-2.0
// What a comparison finds: evidence for a claim, or for one of the parts that it joins.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "statistics/interval.h"

namespace mmoe {

enum class Outcome { kSupported, kContradicted, kInconclusive, kNoData };

/// One-sided, of the family of a claim after Holm's correction.
constexpr double kLevel = 0.05;

/// Where a test was possible p_for and p_against are both there, else neither.
struct Part {
  std::string what = {};  // the evidence in numbers, "MMoE 0.1500, OMoE 0.1988: -0.0488 [...]"
  std::size_t runs = 0;   // that it stands on
  std::optional<double> estimate = {};    // a difference, a slope or a ratio, as the rule says
  std::optional<Interval> interval = {};  // 95 %
  std::optional<bool> holds = {};         // the estimate is as claimed, whatever the test says
  std::optional<double> p_for = {};       // of what the claim denies: small supports
  std::optional<double> p_against = {};   // of what the claim says: small contradicts
  std::optional<double> effect = {};      // distance of the estimate from where the claim turns, in
                                          // standard deviations of a run: what power follows from
  std::optional<double> margin = {};      // of an equality, in the same unit: both its sides count
  std::string reason = {};                // why there is no test; empty if there is one
  std::optional<Outcome> certain = {};    // known without a test
};

/// "-0.0488 [-0.1172, +0.0196]", of the part's estimate and interval.
std::string estimate_text(const Part& part);

/// "1 run: the test needs 2".
std::string too_few(std::size_t runs, std::size_t needed);

/// Student's one-sided tests, both ways, of whether the mean of `gains` (a number a run, positive
/// where it is as the claim says) is above 0. Of the part it leaves `what` empty; estimate and
/// interval are the mean's.
Part test_gains(std::span<const double> gains);

}  // namespace mmoe
