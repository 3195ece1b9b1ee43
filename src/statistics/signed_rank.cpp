// SPDX-License-Identifier: Apache-2.0
#include "statistics/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/ranks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

// scipy's bound; the counts, up to 2^50, are exact in double.
constexpr std::size_t kMostExact = 50;

/// Returns 2 P(W+ <= w), at most 1. ways[s] counts the sets of ranks with sum s / 2: ranks may be
/// halves.
double exact_p(const std::vector<double>& ranks, double w) {
  const auto most = static_cast<std::size_t>(2 * w);
  std::vector<double> ways(most + 1, 0.0);
  ways[0] = 1;
  for (const double r : ranks) {
    const auto twice = static_cast<std::size_t>(2 * r);
    for (std::size_t sum = most; sum >= twice; --sum) ways[sum] += ways[sum - twice];
  }
  double total = 0;
  for (double count : ways) total += count;
  return std::min(1.0, std::ldexp(total, 1 - static_cast<int>(ranks.size())));
}

double normal_p(double n, double w, double tie_sum) {
  const double center = n * (n + 1) / 4;
  const double scale = std::sqrt((n * (n + 1) * (2 * n + 1) - tie_sum / 2) / 24);
  return 2 * normal_cdf((w - center) / scale);
}

}  // namespace

std::optional<SignedRankTest> signed_rank_test(std::span<const double> differences,
                                               double rounding) {
  std::vector<double> sizes;
  std::vector<bool> positive;
  for (double difference : differences) {
    if (std::abs(difference) <= rounding) continue;
    sizes.push_back(std::abs(difference));
    positive.push_back(difference > 0);
  }
  if (!is_sample(sizes, 1)) return {};

  const Ranks ranks = rank(sizes, rounding);
  double above = 0;
  double below = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) (positive[i] ? above : below) += ranks.ranks[i];

  SignedRankTest test{.n = sizes.size(), .w = std::min(above, below)};
  test.exact = test.n <= kMostExact;
  test.p = test.exact ? exact_p(ranks.ranks, test.w)
                      : normal_p(static_cast<double>(test.n), test.w, ranks.tie_sum);
  return test;
}

}  // namespace mmoe
