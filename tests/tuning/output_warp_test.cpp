// SPDX-License-Identifier: Apache-2.0
#include "tuning/output_warp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "statistics/sample.h"

namespace mmoe {
namespace {

using ::testing::Each;

const double kFailed = std::numeric_limits<double>::quiet_NaN();

TEST(HalfRankWarp, KeepsDifferencesBelowTheMedianAndRanksAbove) {
  // m = 3, s^2 = (4 + 1 + 0) / 3; Phi^-1(5/8) and Phi^-1(7/8) for the two above
  const std::vector<double> z = half_rank_warp(std::vector<double>{1, 2, 3, 10, 1e9});
  const double s = std::sqrt(5.0 / 3);
  EXPECT_NEAR((z[2] - z[1]) / (z[1] - z[0]), 1, 1e-12);
  EXPECT_NEAR((z[3] - z[2]) / (z[1] - z[0]), s * 0.31863936396437514, 1e-12);
  EXPECT_NEAR((z[4] - z[2]) / (z[1] - z[0]), s * 1.1503493803760079, 1e-12);
}

TEST(HalfRankWarp, GivesMeanZeroAndDeviationOne) {
  const std::vector<double> z = half_rank_warp(std::vector<double>{5, -3, 40, 2, 2, 7});
  EXPECT_NEAR(mean(z), 0, 1e-15);
  double squares = 0;
  for (const double value : z) squares += value * value;
  EXPECT_NEAR(squares / 6, 1, 1e-14);
}

TEST(HalfRankWarp, TakesFailedOnesAsEqualAndWorst) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double failed : {kFailed, infinity, -infinity}) {
    const std::vector<double> z = half_rank_warp(std::vector<double>{failed, 1, 2, kFailed, 3});
    EXPECT_EQ(z[0], z[3]);
    EXPECT_GT(z[0], z[4]);
    EXPECT_LT(z[1], z[2]);
  }
}

TEST(HalfRankWarp, LeavesEqualObjectivesEqual) {
  const std::vector<double> z = half_rank_warp(std::vector<double>{1, 2, 7, 7, 9});
  EXPECT_EQ(z[2], z[3]);
  EXPECT_GT(z[4], z[3]);
}

TEST(HalfRankWarp, IsZeroWhereNothingDiffers) {
  EXPECT_THAT(half_rank_warp(std::vector<double>{4}), Each(0.0));
  EXPECT_THAT(half_rank_warp(std::vector<double>{4, 4, 4}), Each(0.0));
  EXPECT_THAT(half_rank_warp(std::vector<double>{kFailed, kFailed}), Each(0.0));
}

TEST(HalfRankWarp, TellsOneGoodFromFailedOnes) {
  const std::vector<double> z = half_rank_warp(std::vector<double>{kFailed, 4, kFailed});
  EXPECT_LT(z[1], z[0]);
  EXPECT_EQ(z[0], z[2]);
}

TEST(Unwarped, BringsObjectivesBackAndGoesOnBelowTheBest) {
  const std::vector<double> objectives = {1, kFailed, 2, 3, 10, 1e9};
  const std::vector<double> z = half_rank_warp(objectives);
  const std::vector<double> back = unwarped(objectives, z);
  for (const std::size_t i : {0U, 2U, 3U, 4U}) EXPECT_NEAR(back[i], objectives[i], 1e-9);
  EXPECT_EQ(back[1], 1e9);  // failed: the worst that was seen
  const double step = z[2] - z[0];
  EXPECT_NEAR(unwarped(objectives, std::vector{z[0] - 2 * step})[0], -1, 1e-9);
  EXPECT_NEAR(unwarped(objectives, std::vector{z[0] + step / 4})[0], 1.25, 1e-9);
}

TEST(Unwarped, OfEqualObjectivesIsThatOne) {
  EXPECT_EQ(unwarped(std::vector<double>{4, 4, kFailed}, std::vector<double>{-1})[0], 4);
  EXPECT_TRUE(std::isnan(unwarped(std::vector<double>{kFailed}, std::vector<double>{0})[0]));
}

}  // namespace
}  // namespace mmoe
