// SPDX-License-Identifier: Apache-2.0
// Rank epsilon-squared, the effect size of the Kruskal-Wallis test: the share of the variance of
// ranks that lies between groups, as in a one-way analysis of variance.
//
//   share     1 - (1 - R^2) (N - 1) / (N - k): adjusted for k groups, so that it is about 0 if
//             groups have no effect, however many there are; at most 1, and below 0 by chance
//   R^2       sum_i n_i (mean rank of group i - mean rank)^2 / sum_ij (rank_ij - mean rank)^2,
//             which is Kruskal and Wallis's H / (N - 1)
//   p         permutation test: (1 + relabellings with R^2 at least as great) / (1 + relabellings)
//
// Ranks, because the values of a study may differ by orders of magnitude. Empty for fewer than two
// groups, as many groups as values, a value not finite, or all values equal.
// Source: Kruskal and Wallis 1952; Kelley 1935 (epsilon squared).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace mmoe {

struct RankEpsilonSquared {
  std::size_t groups = 0;
  double share = 0;
  double p = 1;
};

/// `group[i]` is the number of the group of values[i], from 0 (groups without values are ignored);
/// relabellings are drawn by `seed`. Throws RunError if the lengths differ.
std::optional<RankEpsilonSquared> rank_epsilon_squared(std::span<const double> values,
                                                       std::span<const std::size_t> group,
                                                       std::uint64_t seed,
                                                       std::size_t relabellings = 1999);

}  // namespace mmoe
