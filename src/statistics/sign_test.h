// SPDX-License-Identifier: Apache-2.0
// Sign test: is the median of paired differences 0? Exact, two-sided and to each side, whatever the
// shape of the differences: it asks nothing of them but that the pairs are independent.
//
//   p   min(1, 2 P(B <= min(positive, negative))), B heads of n = positive + negative fair coins
//
// Differences up to `rounding` (rounding_error(a, b) of what they are made of) count as zero and
// are dropped. The least p for n differences is 2^(1 - n): fewer than 6 never reach 0.05. Empty
// where no difference is left or one is not finite. Source: Arbuthnot 1710; Conover 1999, section
// 3.4; scipy's binomtest(positive, n).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace mmoe {

struct SignTest {
  std::size_t positive = 0;
  std::size_t negative = 0;
  double p = 1;
  double p_positive = 1;  // one-sided, P(B >= positive): small where most are positive
  double p_negative = 1;  // P(B >= negative): small where most are negative
};

/// Returns the least number of pairs with which p can reach `alpha`, in (0, 1]; at least 2.
std::size_t sign_test_pairs(double alpha);

/// The share of `runs` runs that `count` of them suggest, drawn half a run towards 1/2, so that no
/// count says 0 or 1: (count + 1/2) / (runs + 1).
double sign_share(std::size_t count, std::size_t runs);

std::optional<SignTest> sign_test(std::span<const double> differences, double rounding = 0);

}  // namespace mmoe
