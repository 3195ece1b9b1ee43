// SPDX-License-Identifier: Apache-2.0
#include "results/difference_errors.h"

#include <gtest/gtest.h>

#include <cmath>

#include "statistics/distributions.h"

namespace mmoe {
namespace {

TrialRecord trial_with_blocks(std::int64_t run, double auc, const std::vector<double>& rows,
                              const std::vector<double>& groups) {
  TrialRecord trial;
  trial.run = run;
  trial.metrics = {{"engagement", "auc", "test", auc}};
  if (!rows.empty()) trial.test_blocks.push_back({"engagement", "auc", kOfRows, rows});
  if (!groups.empty()) trial.test_blocks.push_back({"engagement", "auc", kOfGroups, groups});
  return trial;
}

std::optional<DifferenceErrors> errors_between(const std::vector<TrialRecord>& a,
                                               const std::vector<TrialRecord>& b) {
  std::vector<const TrialRecord*> first, second;
  for (const TrialRecord& trial : a) first.push_back(&trial);
  for (const TrialRecord& trial : b) second.push_back(&trial);
  return difference_errors(first, second, "auc", "engagement");
}

// Two blocks of +-d vary by 2 (d^2 + d^2) = 4 d^2: the error of one run is 2 d.
TEST(DifferenceErrors, AreOfTheDifferencesOfBlocks) {
  const auto found = errors_between({trial_with_blocks(0, 0.71, {0.03, -0.03}, {0.05, -0.05})},
                                    {trial_with_blocks(0, 0.70, {0.02, -0.02}, {0.01, -0.01})});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->mean, 0.01, 1e-12);
  EXPECT_NEAR(found->of_rows->error, 2 * 0.01, 1e-12);
  EXPECT_NEAR(found->of_groups->error, 2 * 0.04, 1e-12);
  EXPECT_NEAR(found->of_rows->p, student_two_sided(0.5, 1), 1e-12);
  EXPECT_FALSE(found->of_runs);  // of one run
}

TEST(DifferenceErrors, OfAMeanOverRunsHaveRowsOfTheirOwn) {
  std::vector<TrialRecord> a, b;
  const double gains[] = {0.01, 0.02, 0.06};
  for (std::int64_t run = 0; run < 3; ++run) {
    a.push_back(trial_with_blocks(run, 0.7 + gains[run], {0.03, -0.03}, {}));
    b.push_back(trial_with_blocks(run, 0.7, {0.02, -0.02}, {}));
  }
  a.push_back(trial_with_blocks(7, 0.9, {}, {}));  // of no partner
  const auto found = errors_between(a, b);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->runs, 3U);
  EXPECT_NEAR(found->mean, 0.03, 1e-12);
  EXPECT_NEAR(found->of_rows->error, 2 * 0.01 / std::sqrt(3), 1e-12);
  EXPECT_NEAR(found->of_rows->p, student_two_sided(0.03 / (0.02 / std::sqrt(3)), 3), 1e-12);
  EXPECT_FALSE(found->of_groups);
  const double sd = std::sqrt((0.02 * 0.02 + 0.01 * 0.01 + 0.03 * 0.03) / 2);
  EXPECT_NEAR(found->of_runs->error, sd / std::sqrt(3), 1e-12);
  EXPECT_NEAR(found->of_runs->p, student_two_sided(0.03 / (sd / std::sqrt(3)), 2), 1e-12);
}

TEST(DifferenceErrors, NeedARunThatBothHave) {
  EXPECT_FALSE(
      errors_between({trial_with_blocks(0, 0.7, {}, {})}, {trial_with_blocks(1, 0.7, {}, {})}));
  const auto same = errors_between({trial_with_blocks(0, 0.7, {0.1, -0.1}, {})},
                                   {trial_with_blocks(0, 0.7, {0.1, -0.1}, {})});
  EXPECT_EQ(same->of_rows->error, 0);
  EXPECT_EQ(same->of_rows->p, 1);
}

}  // namespace
}  // namespace mmoe
