// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/law.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"

namespace mmoe {
namespace {

TEST(PropensityLaw, HasKnownValuesOfAucAndRSquared) {
  // AUC, slope and R^2 of a Gaussian liability at a rate of 0.28, by an independent integration.
  const double known[][3] = {
      {0.688, 0.431, 0.0905}, {0.691, 0.439, 0.0935}, {0.700, 0.463, 0.1026}, {0.72, 0.52, 0.1246}};
  for (const auto& [auc, slope, r_squared] : known) {
    const PropensityLaw law = solve_law({.engagement_auc = auc}, "data");
    const BestPossible best = law.best_engagement();
    EXPECT_NEAR(best.rate, 0.28, 1e-9);
    EXPECT_NEAR(best.auc, auc, 1e-6);
    EXPECT_NEAR(law.engagement.slope, slope, 6e-4);
    EXPECT_NEAR(best.r_squared, r_squared, 1.5e-4);
    EXPECT_NEAR(law.engagement.intercept, -0.5828415 * std::hypot(1, law.engagement.slope), 1e-6);
  }
}

TEST(PropensityLaw, HoldsRatesAndBestAucsAtAnyRelatedness) {
  for (const bool nested : {true, false}) {
    for (const double rho : {0.0, 0.5, 0.9, 1.0}) {
      const BestPossible best =
          solve_law({.relatedness = rho, .nested = nested}, "data").best_satisfaction();
      EXPECT_NEAR(best.rate, 0.0167, 1e-7) << rho;
      EXPECT_NEAR(best.auc, 0.80, 2e-6) << rho;
    }
  }
}

TEST(PropensityLaw, IsAloneWithSatisfactionWhereItIsNotNested) {
  // The plane's integral against the line's: the same law under two names.
  const PropensityLaw law = solve_law({.relatedness = 0.3,
                                       .engagement_rate = 0.1,
                                       .satisfaction_rate = 0.1,
                                       .engagement_auc = 0.75,
                                       .satisfaction_auc = 0.75,
                                       .nested = false},
                                      "data");
  EXPECT_NEAR(law.engagement.slope, law.satisfaction.slope, 2e-3);
  EXPECT_NEAR(law.best_engagement().r_squared, law.best_satisfaction().r_squared, 5e-4);
}

TEST(PropensityLaw, SaysWhatCannotBeHad) {
  try {
    solve_law({.relatedness = 1, .satisfaction_auc = 0.55}, "data");
    FAIL();
  } catch (const FieldError& error) {
    EXPECT_EQ(error.path(), "data.satisfaction_auc");
    EXPECT_NE(std::string(error.what()).find("found 0.55; expected a best AUC from 0.6"),
              std::string::npos)
        << error.what();
  }
  EXPECT_THROW(solve_law({.engagement_rate = 0.1, .satisfaction_rate = 0.2}, "data"), FieldError);
  EXPECT_NO_THROW(
      solve_law({.engagement_rate = 0.1, .satisfaction_rate = 0.2, .nested = false}, "data"));
}

}  // namespace
}  // namespace mmoe
