// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/tost.h"

#include "statistics/power/paired.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(TostPower, AgreesWithScipy) {
  for (const auto& c : scipy_cases("tost_power")) {
    expect_scipy(tost_power(c["difference"], c["margin"], c["n"]), c["power"], c.dump());
  }
}

TEST(TostPower, NeedsMorePairsAtZeroThanOneTailSays) {
  const std::size_t one_tail = *pairs_needed(0.5, 0.8, 0.10);
  const std::size_t both = *tost_pairs_needed(0, 0.5);
  EXPECT_GT(both, one_tail);
  EXPECT_GE(tost_power(0, 0.5, both), 0.8);
  EXPECT_LT(tost_power(0, 0.5, both - 1), 0.8);
  EXPECT_NEAR(tost_power(0, 0.5, one_tail), 0.6, 0.05);
}

TEST(TostPower, IsOfBothSidesAlikeAndGrowsWithPairs) {
  EXPECT_DOUBLE_EQ(tost_power(0.1, 0.4, 30), tost_power(-0.1, 0.4, 30));
  EXPECT_LT(tost_power(0, 0.1, 20), 1e-3);
  EXPECT_NEAR(tost_power(0, 0.1, 1'000'000), 1, 1e-9);
}

TEST(TostPower, CannotShowADifferenceOutsideTheMargin) {
  EXPECT_FALSE(tost_pairs_needed(0.5, 0.5));
  EXPECT_FALSE(tost_pairs_needed(-0.6, 0.5));
  EXPECT_EQ(tost_power(0, 0, 10), 0);
}

}  // namespace
}  // namespace mmoe
