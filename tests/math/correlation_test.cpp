// SPDX-License-Identifier: Apache-2.0
#include "math/correlation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mmoe {
namespace {

using Sample = std::vector<double>;

TEST(Pearson, IsOneForALine) {
  EXPECT_DOUBLE_EQ(*pearson(Sample{1, 2, 4}, Sample{3, 5, 9}), 1);
  EXPECT_DOUBLE_EQ(*pearson(Sample{1, 2, 4}, Sample{-3, -5, -9}), -1);
}

TEST(Pearson, MatchesAValueByHand) {
  // Deviations (-1, 0, 1) and (-1, 1, 0): 1 / sqrt(2 * 2).
  EXPECT_DOUBLE_EQ(*pearson(Sample{1, 2, 3}, Sample{1, 3, 2}), 0.5);
}

TEST(Pearson, IsPhiForBinaryLabels) {
  // Counts n11 = 1, n10 = 1, n01 = 2, n00 = 4: (1*4 - 1*2) / sqrt(2 * 6 * 3 * 5).
  const Sample x{1, 1, 0, 0, 0, 0, 0, 0};
  const Sample y{1, 0, 1, 1, 0, 0, 0, 0};
  EXPECT_DOUBLE_EQ(*pearson(x, y), 2 / std::sqrt(180.0));
}

TEST(Pearson, DoesNotCancelFarFromZero) {
  EXPECT_NEAR(*pearson(Sample{1e9 + 1, 1e9 + 2, 1e9 + 3}, Sample{1e9 + 1, 1e9 + 3, 1e9 + 2}), 0.5,
              1e-12);
}

TEST(Pearson, IsEmptyWhereUndefined) {
  EXPECT_FALSE(pearson(Sample{}, Sample{}));
  EXPECT_FALSE(pearson(Sample{1}, Sample{2}));
  EXPECT_FALSE(pearson(Sample{1, 1, 1}, Sample{1, 2, 3}));
  EXPECT_FALSE(pearson(Sample{0.1, 0.1, 0.1}, Sample{0.1, 0.1, 0.1}));  // whose mean is not 0.1
}

TEST(RoundedCorrelation, HasFourDecimalsAndNoMinusZero) {
  EXPECT_DOUBLE_EQ(rounded_correlation(0.24004), 0.24);
  EXPECT_DOUBLE_EQ(rounded_correlation(-0.17825), -0.1783);
  EXPECT_FALSE(std::signbit(rounded_correlation(-0.00001)));
}

}  // namespace
}  // namespace mmoe
