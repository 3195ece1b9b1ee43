// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::kThreeAlike;
using testing::made_claim;
using testing::made_losses;
using testing::only_part;

TEST(Trend, IsTheMedianSlope) {
  // Slopes -1, -2 and -3.
  const Result result =
      made_losses({{"a@0", {3, 5, 7}}, {"a@0.5", {2.5, 4, 5.5}}, {"a@2", {1, 1, 1}}});
  const Part part = only_part(made_claim("trend", {"a@0", "a@0.5", "a@2"}), result);
  EXPECT_NEAR(*part.estimate, -2, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, kThreeAlike, 1e-6);
  EXPECT_EQ(part.sample.size(), 3U);
}

TEST(Trend, GetsWorse) {
  const Result result = made_losses({{"a@0", {0, 0, 0}}, {"a@1", {1, 2, 3}}});
  const Part part = only_part(made_claim("trend", {"a@0", "a@1"}), result);
  EXPECT_EQ(part.holds, false);
  EXPECT_NEAR(*part.p_against, kThreeAlike, 1e-6);
}

TEST(Trend, FollowsTheOrderOfTheCells) {
  const Result result = made_losses({{"a@0", {0, 0, 0}}, {"a@1", {1, 2, 3}}});
  const Part part = only_part(made_claim("trend", {"a@1", "a@0"}), result);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.estimate, 2, 1e-12);  // the slope as it is
  EXPECT_NEAR(*part.p_for, kThreeAlike, 1e-6);
}

}  // namespace
}  // namespace mmoe
