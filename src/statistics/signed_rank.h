// SPDX-License-Identifier: Apache-2.0
// Wilcoxon's signed-rank test: are paired differences symmetric about 0? Two-sided.
//
//   W  the lesser of the rank sums of positive and of negative differences, ranks of |difference|
//   p  exact, min(1, 2 P(W+ <= W)) over all 2^n signs, for at most 50 differences without ties and
//      zeros; else normal, 2 Phi((W - n (n + 1) / 4) / s) with
//      s^2 = (n (n + 1) (2n + 1) - tie_sum / 2) / 24, without continuity correction
//
// Zero differences are dropped (Wilcoxon's way) and n counts the rest. Empty where none are left
// or one is not finite. Source: Wilcoxon 1945; exactly scipy 1.10's wilcoxon(zero_method="wilcox",
// correction=False) with method "exact" or "approx"; its "auto" would take "exact" with ties too,
// where that is not exact.
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

std::optional<SignedRankTest> signed_rank_test(std::span<const double> differences);

}  // namespace mmoe
