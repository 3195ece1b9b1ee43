// SPDX-License-Identifier: Apache-2.0
#include "live/logged_rows.h"

#include <gtest/gtest.h>

#include <cmath>

#include "live/small_live.h"

namespace mmoe::testing {
namespace {

/// The oracle's predictions are the true probabilities, so that its choices are worth what it says.
TEST(LoggedRows, KnowPropensitiesAndWhatTheOracleWouldShow) {
  SmallLive live({});
  live.options.off_policy_rows = 300;
  const auto arms = live_arms({});
  const auto logged = logged_rows(live.world(), arms, 0.3, 2);
  EXPECT_TRUE(logged[arm_named(arms, "random")].impressions[0].empty());
  const LoggedArm& oracle = logged[arm_named(arms, "oracle")];
  double value = 0, weights = 0;
  for (const LoggedImpression& impression : oracle.impressions[0]) {
    value += impression.predicted_policy / 300;
    weights += impression.policy_probability / impression.propensity / 300;
    EXPECT_GE(impression.propensity, 1.0 / 8 - 1e-12);  // of eight candidates, some drawn twice
    EXPECT_LE(impression.propensity, 1 + 1e-12);
    if (impression.policy_probability == 1) {
      EXPECT_EQ(impression.predicted_policy, impression.predicted_shown);
    }
  }
  EXPECT_NEAR(value, oracle.truth[0], 1e-12);
  EXPECT_NEAR(weights, 1, 4 * std::sqrt(7.0 / 300));  // a weight is 8 in one of 8 rows
}

TEST(LoggedRows, AreTheSameForAnyNumberOfJobs) {
  const SmallLive live({"shared-bottom"});
  const auto arms = live_arms({"shared-bottom"});
  const auto one = logged_rows(live.world(), arms, 0.3, 1);
  const auto three = logged_rows(live.world(), arms, 0.3, 3);
  for (std::size_t a = 0; a < arms.size(); ++a) EXPECT_EQ(one[a].truth, three[a].truth);
}

}  // namespace
}  // namespace mmoe::testing
