// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::made_claim;
using testing::made_losses;
using testing::only_part;

/// A result without models: its labels' function, and correlations measured at cosines.
Result made_labels(double c, const std::vector<double>& alpha,
                   const std::vector<std::pair<double, double>>& measured) {
  Result result = made_losses({});
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const auto& [cosine, pearson] : measured) {
    points.push_back({{"pairs", {{{"cosine", cosine}, {"measured", pearson}}}}});
  }
  result.data = {
      {"c", c},       {"alpha", alpha},         {"beta", std::vector<double>(alpha.size(), 0.0)},
      {"noise", 0.1}, {"measured_rows", 10000}, {"points", points}};
  return result;
}

TEST(Rises, WhereEveryStepDoes) {
  const Part part =
      only_part(made_claim("rises", {}), made_labels(1, {}, {{0.5, 0.4}, {0.9, 0.8}}));
  EXPECT_EQ(part.certain, Outcome::kSupported);
  // Without sines the correlation is p c^2 / (c^2 + noise^2), and the least step 0.02 in p.
  EXPECT_NEAR(*part.estimate, 0.02 / 1.01, 1e-12);
}

TEST(Rises, IsOpenWithinTwoStandardErrors) {
  // Standard errors of 10,000 rows: (1 - 0.16) / 100 each, 0.0119 for the step.
  const Part part =
      only_part(made_claim("rises", {}), made_labels(1, {}, {{0.5, 0.4}, {0.51, 0.41}}));
  EXPECT_EQ(part.certain, Outcome::kInconclusive);
}

TEST(Rises, IsContradictedByAFallThatWasMeasured) {
  const Part part =
      only_part(made_claim("rises", {}), made_labels(1, {}, {{0.9, 0.4}, {0.5, 0.8}}));
  EXPECT_EQ(part.certain, Outcome::kContradicted);
}

TEST(Points, OfTheFittedSettingAreThePapers) {
  Result result = made_labels(0.44, {6.64, 16.21}, {});
  result.data["beta"] = {3.141592653589793, 0.0};
  EXPECT_EQ(only_part(made_claim("points", {}, {}, 0.01), result).certain, Outcome::kSupported);
}

TEST(Points, OfLinearTasksAreNot) {
  const Part part = only_part(made_claim("points", {}, {}, 0.01), made_labels(1, {}, {}));
  EXPECT_EQ(part.certain, Outcome::kContradicted);
  // Worst at cosine 0.8, where the paper has 0.19 and linear tasks 0.8 / 1.01.
  EXPECT_NEAR(*part.estimate, 0.8 / 1.01 - 0.19, 1e-12);
}

TEST(Points, AreOpenWithinTwiceTheMargin) {
  const Result result = made_labels(1, {}, {});
  EXPECT_EQ(only_part(made_claim("points", {}, {}, 0.4), result).certain, Outcome::kInconclusive);
}

}  // namespace
}  // namespace mmoe
