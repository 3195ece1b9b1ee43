// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::kThreeAlike;
using testing::made_claim;
using testing::made_losses;
using testing::only_part;

Part same_of(const std::vector<double>& a, const std::vector<double>& b) {
  return only_part(made_claim("same", {"a@1"}, {"b@1"}, 0.5),
                   made_losses({{"a@1", a}, {"b@1", b}}));
}

TEST(Same, WithinTheMargin) {
  // Differences -0.1, 0, 0.1; the margin is 0.5 of the median, 2.
  const Part part = same_of({1.9, 2, 2.1}, {2, 2, 2});
  EXPECT_NEAR(*part.estimate, 0, 1e-12);
  EXPECT_DOUBLE_EQ(*part.margin, 1);
  EXPECT_EQ(part.holds, true);
  EXPECT_EQ(part.p_for, kThreeAlike);
  EXPECT_EQ(part.p_against, 1);
  EXPECT_DOUBLE_EQ(*part.share, 3.5 / 4);
}

TEST(Same, OutsideTheMargin) {
  // The median difference is 2, the margin 0.5 of the median, 2: beyond it on one of two sides.
  const Part part = same_of({2.9, 3, 3.1}, {1, 1, 1});
  EXPECT_EQ(part.holds, false);
  EXPECT_EQ(part.p_against, 2 * kThreeAlike);
  EXPECT_EQ(part.p_for, 1);
}

TEST(Same, OpenAtTheMargin) {
  const Part part = same_of({2.4, 2.5, 2.6}, {1.5, 1.5, 1.5});  // margin 1
  EXPECT_GE(*part.p_for, 0.5);
  EXPECT_EQ(part.p_against, 1);
}

TEST(Same, RunsThatDoNotDifferAreWithin) {
  const Part part = same_of({1, 2, 3}, {1, 2, 3});
  EXPECT_EQ(part.reason, "");
  EXPECT_EQ(part.p_for, kThreeAlike);
}

TEST(Same, OneRunTellsNothing) {
  const Part part = same_of({1}, {1});
  EXPECT_EQ(part.reason, "1 run: the test needs 2");
  EXPECT_EQ(part.holds, true);
  EXPECT_FALSE(part.p_for);
}

}  // namespace
}  // namespace mmoe
