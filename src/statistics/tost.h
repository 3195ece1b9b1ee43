// SPDX-License-Identifier: Apache-2.0
// Two one-sided t tests (TOST) that the mean paired difference is within (-margin, margin). A large
// p of a test for a difference does not show equivalence; a small p here does.
//
//   p_low   P(T > (mean + margin) / se), against mean <= -margin
//   p_high  P(T < (mean - margin) / se), against mean >= margin
//   p       the greater of the two; p < 0.05 exactly where ci90 lies inside (-margin, margin)
//
// Same assumptions as paired.h. Empty for n < 2, a difference not finite, or all differences equal.
// Source: Schuirmann 1987.
#pragma once

#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct Tost {
  double p_low = 1;
  double p_high = 1;
  double p = 1;
  Interval ci90{};  // Student's, of the mean difference
};

/// margin >= 0, in the units of the differences.
std::optional<Tost> tost(std::span<const double> differences, double margin);

}  // namespace mmoe
