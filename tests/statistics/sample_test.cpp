// SPDX-License-Identifier: Apache-2.0
#include "statistics/sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.h"

namespace mmoe {
namespace {

using Values = std::vector<double>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Sample, IsFiniteAndLongEnough) {
  EXPECT_TRUE(is_sample(Values{}, 0));
  EXPECT_FALSE(is_sample(Values{}, 1));
  EXPECT_TRUE(is_sample(Values{1, 2}, 2));
  EXPECT_FALSE(is_sample(Values{1, 2}, 3));
  EXPECT_FALSE(is_sample(Values{1, std::nan("")}, 1));
  EXPECT_FALSE(is_sample(Values{1, -kInfinity}, 1));
}

TEST(Sample, MomentsByHand) {
  const Values values = {2, 4, 4, 4, 5, 5, 7, 9};  // squares about 5: 9+1+1+1+0+0+4+16 = 32
  EXPECT_DOUBLE_EQ(mean(values), 5);
  EXPECT_DOUBLE_EQ(standard_deviation(values), std::sqrt(32.0 / 7));
  EXPECT_DOUBLE_EQ(variance(values), 32.0 / 7);
  EXPECT_DOUBLE_EQ(population_deviation(values), 2);
  EXPECT_EQ(population_deviation(Values{3}), 0);
}

TEST(Sample, EqualValuesHaveExactlyNoSpread) {
  for (double value : {0.1, 1.0 / 3, -7.3, 1e300, 1e-300, 0.0}) {
    for (std::size_t n : {2, 3, 7, 10, 200}) {
      const Values values(n, value);
      EXPECT_EQ(mean(values), value) << value << " x " << n;
      EXPECT_EQ(standard_deviation(values), 0) << value << " x " << n;
      EXPECT_EQ(population_deviation(values), 0) << value << " x " << n;
    }
  }
}

TEST(Sample, LargeOffsetCostsNoDigits) {
  const Values values = {1e9 + 1, 1e9 + 2, 1e9 + 3};
  EXPECT_EQ(mean(values), 1e9 + 2);
  EXPECT_DOUBLE_EQ(standard_deviation(values), 1);
}

TEST(Sample, ExtremeMagnitudesNeitherOverflowNorUnderflow) {
  for (double scale : {1e300, 1e-300}) {
    const Values values = {1 * scale, 3 * scale, 5 * scale};
    EXPECT_DOUBLE_EQ(mean(values), 3 * scale);
    EXPECT_DOUBLE_EQ(standard_deviation(values), 2 * scale);
  }
}

TEST(Sample, MedianOfOddAndEven) {
  EXPECT_EQ(median(Values{3, 1, 2}), 2);
  EXPECT_EQ(median(Values{4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median(Values{7}), 7);
}

TEST(Sample, DistancesFromTheMedianByHand) {
  EXPECT_EQ(distances_from_median(Values{4, 5, 7}), (Values{1, 0, 2}));
}

TEST(Sample, QuantileIsLinearBetweenOrderStatistics) {
  const Values ascending = {10, 20, 40, 80};  // h = 3 q
  EXPECT_EQ(quantile(ascending, 0), 10);
  EXPECT_EQ(quantile(ascending, 0.25), 17.5);  // h = 0.75
  EXPECT_EQ(quantile(ascending, 0.5), 30);
  EXPECT_EQ(quantile(ascending, 0.75), 50);  // h = 2.25
  EXPECT_EQ(quantile(ascending, 1), 80);
  EXPECT_EQ(quantile(Values{5}, 0.3), 5);
}

TEST(Sample, PairsHaveEqualLengths) {
  EXPECT_NO_THROW(check_pairs(Values{1, 2}, Values{3, 4}));
  EXPECT_THROW(check_pairs(Values{1, 2}, Values{3}), RunError);
}

}  // namespace
}  // namespace mmoe
