// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/early_objective.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mmoe {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TrialRecord curved_record() {
  TrialRecord record;
  record.curve.step = {0, 10, 20, 30};
  record.curve.tasks = {{"a", {}, {5, 1, 2, 0.5}, {0.5, 0.9, 0.8, 0.95}},
                        {"b", {}, {7, 3, 6, 0.5}, {}}};
  return record;
}

TEST(EarlyObjective, IsThatOfTheFirstEvaluationFromTheStepOn) {
  TrainingOptions training;
  EXPECT_THAT(early_objective(curved_record(), training, false, 15), Optional(4));  // (2 + 6) / 2
  EXPECT_THAT(early_objective(curved_record(), training, false, 20), Optional(4));
  EXPECT_EQ(early_objective(curved_record(), training, false, 31), std::nullopt);
  training.select = "best";
  EXPECT_THAT(early_objective(curved_record(), training, false, 15), Optional(2));
  EXPECT_THAT(early_objective(curved_record(), training, true, 35), Eq(std::nullopt));
  EXPECT_THAT(early_objective(curved_record(), training, true, 25), Optional(0.5));
  EXPECT_THAT(early_objective(curved_record(), training, true, 15), Optional(2));  // (1 + 3) / 2
  training.objective = "main-auc";
  EXPECT_THAT(early_objective(curved_record(), training, false, 15), Optional(-0.9));
  EXPECT_EQ(early_objective({}, training, false, 0), std::nullopt);
}

TEST(EarlyObjective, IsComparedWithTheMedianOfEightOrMore) {
  std::vector<std::optional<double>> early = {8, 1, 7, 2, std::nullopt, 6, 3, 5};
  EXPECT_EQ(give_up_limit(early), std::nullopt);
  early.emplace_back(4);
  EXPECT_NEAR(give_up_limit(early).value(), 4.5, 1e-4);
  EXPECT_GT(give_up_limit(early).value(), 4.5);
}

TEST(EarlyObjective, IsDecidedAfterAShareOfTheSteps) {
  TrainingOptions training;
  training.steps = 1001;
  EXPECT_EQ(decisive_step(training, 0.4), 401);
}

}  // namespace
}  // namespace mmoe
