// SPDX-License-Identifier: Apache-2.0
// How many pairs a one-sided sign test needs to see a share of positive differences above 1/2.
//
//   n = ((z(1 - level) / 2 + z(power) sqrt(share (1 - share))) / (share - 1/2))^2
//
// the normal approximation of the binomial power, rounded up, and never fewer than the pairs with
// which p can reach the level at all, log2(1 / level); then the first number from there on whose
// exact power is what was asked, for the approximation falls short by up to 0.15 (the binomial has
// steps). A share of 1/2 or less needs more than there are: empty.
// Source: Noether 1987, with the variance at the alternative.
#pragma once

#include <cstddef>
#include <optional>

namespace mmoe {

/// Returns the exact power of n pairs: the probability that a one-sided test at `level` rejects.
double sign_test_power(double share, std::size_t n, double level);

/// share in [0, 1], power and level in (0, 1).
std::optional<std::size_t> sign_test_pairs_needed(double share, double power, double level);

}  // namespace mmoe
