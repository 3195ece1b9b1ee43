// SPDX-License-Identifier: Apache-2.0
#include "math/permutation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mmoe {
namespace {

const Stream kShuffles{.seed = 7, .purpose = Purpose::kCheck};

void expect_bijection(std::uint64_t n) {
  const Permutation order(kShuffles, 0, n);
  std::vector<int> hits(n, 0);
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::uint64_t image = order(i);
    ASSERT_LT(image, n);
    ++hits[image];
  }
  for (std::uint64_t i = 0; i < n; ++i) ASSERT_EQ(hits[i], 1) << "n = " << n << ", image " << i;
}

TEST(Permutation, HitsEveryImageOnce) {
  for (std::uint64_t n = 1; n <= 70; ++n) expect_bijection(n);
  expect_bijection(49'881);
  expect_bijection(199'523);
}

TEST(Permutation, StaysInRangeAtTheLargestSize) {
  const std::uint64_t n = std::uint64_t{1} << 62;
  EXPECT_LT(Permutation(kShuffles, 0, n)(n - 1), n);
}

TEST(Permutation, DependsOnStreamAndBlockOnly) {
  const Permutation order(kShuffles, 3, 1000);
  const Permutation same(kShuffles, 3, 1000);
  const Permutation other_block(kShuffles, 4, 1000);
  const Permutation other_run({.seed = 7, .purpose = Purpose::kCheck, .run = 1}, 3, 1000);
  int equal_block = 0;
  int equal_run = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(order(i), same(i));
    equal_block += order(i) == other_block(i);
    equal_run += order(i) == other_run(i);
  }
  // Two random orders agree in one place on average (Poisson); ten or more has chance 1e-7.
  EXPECT_LT(equal_block, 10);
  EXPECT_LT(equal_run, 10);
}

/// Chi-square of counts against equal frequencies.
double chi_square(const std::vector<int>& counts, double expected) {
  double sum = 0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

// All 5! orders of n = 5 and all pairs of images of neighbours for n = 12, over many blocks: the
// bound is the mean (degrees of freedom) plus five standard deviations, sqrt(2 * freedom).
TEST(Permutation, PicksEveryOrderEquallyOften) {
  const int trials = 60'000;
  std::vector<int> orders(5 * 5 * 5 * 5, 0);
  std::vector<int> pairs(12 * 12, 0);
  for (int block = 0; block < trials; ++block) {
    const Permutation five(kShuffles, block, 5);
    ++orders[((five(0) * 5 + five(1)) * 5 + five(2)) * 5 + five(3)];
    const Permutation twelve(kShuffles, block, 12);
    ++pairs[twelve(4) * 12 + twelve(5)];
  }
  std::erase(orders, 0);
  std::erase(pairs, 0);
  ASSERT_EQ(orders.size(), 120u);
  ASSERT_EQ(pairs.size(), 132u);
  EXPECT_LT(chi_square(orders, trials / 120.0), 119 + 5 * 15.4);
  EXPECT_LT(chi_square(pairs, trials / 132.0), 131 + 5 * 16.2);
}

// Neighbours in an epoch's order are as far apart as in a random one: mean |i - j| = n / 3, sd of
// the mean over n pairs is about n / (3 sqrt(2 n)) = 0.24 n / sqrt(n).
TEST(Permutation, MixesNeighboursOfALargeRange) {
  const std::uint64_t n = 199'523;
  const Permutation order(kShuffles, 1, n);
  double sum = 0;
  for (std::uint64_t i = 1; i < n; ++i) {
    sum += std::abs(static_cast<double>(order(i)) - static_cast<double>(order(i - 1)));
  }
  const double mean = sum / static_cast<double>(n - 1);
  EXPECT_NEAR(mean, n / 3.0, 5 * 0.24 * n / std::sqrt(static_cast<double>(n)));
}

}  // namespace
}  // namespace mmoe
