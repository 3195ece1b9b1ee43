// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/paired.h"

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Power, AgreesWithScipy) {
  for (const auto& c : scipy_cases("power")) {
    expect_scipy(paired_power(c["d_z"], c["n"]), c["power"], c.dump());
  }
}

TEST(Power, PairsNeededAgreeWithScipy) {
  for (const auto& c : scipy_cases("pairs_needed")) {
    EXPECT_EQ(pairs_needed(c["d_z"], c["power"]), c["n"].get<std::size_t>()) << c;
  }
}

TEST(Power, IsTheLevelWithoutAnEffect) { EXPECT_NEAR(paired_power(0, 12), 0.05, 1e-12); }

TEST(Power, OfAOneSidedTestTakesTwiceItsLevel) {
  EXPECT_NEAR(paired_power(0, 12, 0.1), 0.1, 1e-12);
  EXPECT_EQ(pairs_needed(0.5, 0.8, 0.1), 27U);  // Cohen's medium effect, one-tailed: G*Power's 27
}

TEST(Power, IgnoresTheSign) { EXPECT_EQ(paired_power(-0.4, 20), paired_power(0.4, 20)); }

TEST(Power, OfAGreatEffectIsOne) {
  for (std::size_t n : {2, 5, 200, 1'000'000}) EXPECT_NEAR(paired_power(1e4, n), 1, 1e-12) << n;
}

TEST(Power, FewestPairsReachIt) {
  const std::size_t n = *pairs_needed(0.3);
  EXPECT_GE(paired_power(0.3, n), 0.8);
  EXPECT_LT(paired_power(0.3, n - 1), 0.8);
}

TEST(Power, NoNumberOfPairsShowsNoEffect) {
  EXPECT_FALSE(pairs_needed(0));
  EXPECT_FALSE(pairs_needed(1e-9));
}

}  // namespace
}  // namespace mmoe
