// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::made_claim;
using testing::made_losses;
using testing::only_part;

/// Ten runs of one value, but for the first.
std::vector<double> ten(double value, double first) {
  std::vector<double> values(10, value);
  values[0] = first;
  return values;
}

Part lowest_of(const std::vector<double>& a, const std::vector<double>& b) {
  return only_part(made_claim("lowest", {"a@1", "b@1"}, {}, 0.25),
                   made_losses({{"a@1", a}, {"b@1", b}}));
}

TEST(Lowest, Comparable) {
  const Part part = lowest_of(ten(1, 1), ten(1.1, 1.1));
  EXPECT_NEAR(*part.estimate, 1.1, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, 1e-4, 1e-12);  // in none of 9,999 resamples
  EXPECT_NEAR(part.interval->high, 1.1, 1e-12);
}

TEST(Lowest, NotComparable) {
  const Part part = lowest_of(ten(1, 1), ten(2, 2));
  EXPECT_EQ(part.holds, false);
  EXPECT_NEAR(*part.p_against, 1e-4, 1e-12);
}

TEST(Lowest, OfOneLuckyRunIsOpen) {
  const Part part = lowest_of(ten(1, 1), ten(2, 1));
  EXPECT_EQ(*part.estimate, 1);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, 0.3487, 0.02);  // 0.9^10: the lucky run is not drawn
  EXPECT_EQ(part.interval->high, 2);
}

TEST(Lowest, NeedsTenRunsAndPositiveValues) {
  EXPECT_EQ(lowest_of({1, 2}, {1, 2}).reason, "2 runs: the test needs 10");
  EXPECT_EQ(lowest_of({1, 2}, {1, 2}).holds, true);
  const Part zero = lowest_of(ten(1, 1), ten(1, 0));
  EXPECT_EQ(zero.reason, "a lowest value is 0: no ratio");
  EXPECT_FALSE(zero.estimate);
}

}  // namespace
}  // namespace mmoe
