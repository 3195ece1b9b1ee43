// SPDX-License-Identifier: Apache-2.0
#include "math/alias_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "math/random.h"

namespace mmoe {
namespace {

TEST(AliasTable, DrawsInProportionToTheWeights) {
  const std::vector<double> weights{5, 0, 1, 3, 0.5, 0.5};
  const AliasTable table(weights);
  constexpr int kDraws = 200000;
  std::vector<int> counts(weights.size());
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    counts[table[random_bits({1, Purpose::kCheck}, i)]] += 1;
  }
  double chi_square = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double expected = kDraws * weights[i] / 10;
    if (expected > 0) chi_square += std::pow(counts[i] - expected, 2) / expected;
  }
  EXPECT_EQ(counts[1], 0);
  EXPECT_LT(chi_square, 18.5);  // 4 degrees of freedom: p = 0.001
}

TEST(AliasTable, TakesAllBitsAndOneValue) {
  const std::vector<double> one{3};
  EXPECT_EQ(AliasTable(one)[0], 0U);
  EXPECT_EQ(AliasTable(one)[~std::uint64_t{0}], 0U);
  const std::vector<double> equal{1, 1, 1};
  EXPECT_EQ(AliasTable(equal)[0], 0U);
  EXPECT_EQ(AliasTable(equal)[~std::uint64_t{0}], 2U);
}

}  // namespace
}  // namespace mmoe
