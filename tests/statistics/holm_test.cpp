// SPDX-License-Identifier: Apache-2.0
#include "statistics/holm.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

using Family = std::vector<std::optional<double>>;

void expect_adjusted(const Family& p_values, const Family& expected) {
  const Family adjusted = holm(p_values);
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(adjusted[i].has_value(), expected[i].has_value()) << i;
    EXPECT_DOUBLE_EQ(adjusted[i].value_or(0), expected[i].value_or(0)) << i;
  }
}

TEST(Holm, StepsDownInTheOrderGiven) {  // 4 x 0.005, 3 x 0.01, 2 x 0.03, then 0.04 raised to 0.06
  expect_adjusted({0.01, 0.04, 0.03, 0.005}, {0.03, 0.06, 0.06, 0.02});
}

TEST(Holm, IsCappedAtOne) { expect_adjusted({0.6, 0.7, 0.0}, {1.0, 1.0, 0.0}); }

TEST(Holm, TiesAreAdjustedAlike) { expect_adjusted({0.02, 0.02, 0.5}, {0.06, 0.06, 0.5}); }

TEST(Holm, LeavesOneTestAlone) {
  expect_adjusted({0.04}, {0.04});
  expect_adjusted({}, {});
}

TEST(Holm, UndefinedStaysUndefinedAndCounts) {
  expect_adjusted({std::nullopt, 0.01, 0.02}, {std::nullopt, 0.03, 0.04});
}

}  // namespace
}  // namespace mmoe
