// SPDX-License-Identifier: Apache-2.0
// Wilcoxon's signed-rank test that paired differences are symmetric about 0. Two-sided.
//
//   W  the lesser of the rank sums of positive and of negative differences, ranks of |difference|,
//      equal sizes sharing the mean of their ranks
//   p  exact for at most 50 differences: min(1, 2 P(W+ <= W)) over all 2^n signs of these very
//      ranks, ties included; for more normal, 2 Phi((W - n (n + 1) / 4) / s) with
//      s^2 = (n (n + 1) (2n + 1) - tie_sum / 2) / 24, without continuity correction
//
// Zero differences are dropped (Wilcoxon's way) and n counts the rest. `rounding` is
// rounding_error(a, b) of what the differences are made of: sizes up to it count as 0, and sizes no
// further apart as equal, so that a constant difference always has p = 2^(1 - n), regardless of
// rounding. Empty if no difference is left or one is not finite. Skewed differences are not
// symmetric about their mean or median: see sign_test.h. Source: Wilcoxon 1945; Pratt and Gibbons
// 1981 for ties. As scipy 1.10's wilcoxon(zero_method="wilcox", correction=False) with method
// "exact" without ties or "approx", and its permutation_test with ties.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace mmoe {

struct SignedRankTest {
  std::size_t n = 0;  // differences that are not zero
  double w = 0;
  double p = 1;
  bool exact = false;
};

std::optional<SignedRankTest> signed_rank_test(std::span<const double> differences,
                                               double rounding = 0);

}  // namespace mmoe
