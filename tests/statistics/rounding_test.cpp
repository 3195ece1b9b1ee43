// SPDX-License-Identifier: Apache-2.0
#include "statistics/rounding.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace mmoe {
namespace {

TEST(Rounding, IsFourUlpsOfTheLargest) {
  const double ulp = std::numeric_limits<double>::epsilon();
  EXPECT_EQ(rounding_error(std::vector<double>{0.5, -8, 2}), 32 * ulp);
  EXPECT_EQ(rounding_error(std::vector<double>{1}, std::vector<double>{-2}), 8 * ulp);
  EXPECT_EQ(rounding_error(std::vector<double>{}), 0);
}

TEST(Rounding, CoversWhatSubtractionLeavesOfEqualDifferences) {
  EXPECT_NE(.4 - .3, .2 - .1);
  EXPECT_NEAR(.4 - .3, .2 - .1, rounding_error(std::vector<double>{.1, .2, .3, .4}));
}

}  // namespace
}  // namespace mmoe
