// SPDX-License-Identifier: Apache-2.0
// Sign test that the median of paired differences is 0. Two-sided and exact for any distribution:
// it only assumes independent pairs.
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
};

/// Returns the least number of pairs with which p can reach `alpha`, in (0, 1]; at least 2.
std::size_t sign_test_pairs(double alpha);

std::optional<SignTest> sign_test(std::span<const double> differences, double rounding = 0);

}  // namespace mmoe
