// SPDX-License-Identifier: Apache-2.0
#include "statistics/partial_conjunction.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(PartialConjunction, TakesTheSmallestPWithWhichMostStudiesHaveTheEffect) {
  EXPECT_EQ(most_have_p({0.03}), 0.03);
  EXPECT_EQ(most_have_p({0.9, 0.01}), 0.9);  // both of two
  EXPECT_DOUBLE_EQ(most_have_p({0.9, 0.002, 0.01}).value(), 2 * 0.01);
  EXPECT_DOUBLE_EQ(most_have_p({0.9, 0.02, 0.01, 0.03}).value(), 2 * 0.03);
  EXPECT_DOUBLE_EQ(most_have_p({0.9, 0.8, 0.01, 0.02, 0.03}).value(), 3 * 0.03);
}

TEST(PartialConjunction, IsAProbability) {
  EXPECT_EQ(most_have_p({0.9, 0.8, 0.7}), 1);
  EXPECT_FALSE(most_have_p({}));
}

}  // namespace
}  // namespace mmoe
