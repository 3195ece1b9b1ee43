// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/exhibits/exhibit.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

TrialRecord trial_of(const std::string& model, double auc_at_400) {
  TrialRecord trial;
  trial.key = trial.model = model;
  trial.setting = {{"group", 1}};
  trial.learning_rate = 0.1;
  trial.metrics = {{"income", "auc", "test", 0.9}, {"never_married", "auc", "test", 0.9}};
  trial.curve.step = {0, 400, 800};
  trial.curve.tasks = {{"income", {}, {}, {0.5, auc_at_400, 0.95}}, {"never_married", {}, {}, {}}};
  return trial;
}

/// Two entries of Tensor-Factorization, well and badly initialised.
Result result_of(double well, double badly) {
  Result result;
  result.experiment = {{"name", "x"},
                       {"data", {{"set", "census-income"}}},
                       {"models",
                        {{{"model", "tensor-factorization"}, {"options", {{"factors", "scaled"}}}},
                         {{"model", "tensor-factorization"},
                          {"label", "unit"},
                          {"options", {{"factors", "unit"}}}}}}};
  result.data = ordered_json::object();
  for (const auto& [model, auc] : {std::pair{"tensor-factorization", well}, {"unit", badly}}) {
    ResultCell cell;
    cell.model = model;
    cell.setting = {{"group", 1}};
    cell.learning_rate = 0.1;
    cell.metrics.push_back({"income", "auc", "test"});
    result.cells.push_back(cell);
    result.trials.push_back(trial_of(model, auc));
  }
  return result;
}

TEST(TrainingAuc, SaysThatTheExplanationFailsWhereTheWellInitialisedModelIsHigh) {
  const auto exhibit = training_auc(result_of(0.93, 0.6));
  ASSERT_TRUE(exhibit);
  ASSERT_EQ(exhibit->notes.size(), 1u);
  EXPECT_THAT(exhibit->notes[0], HasSubstr("AUC of 0.9300"));
  EXPECT_THAT(exhibit->notes[0], HasSubstr("0.6765"));
  EXPECT_THAT(exhibit->notes[0], HasSubstr("does not explain"));
  EXPECT_EQ(exhibit->tables[0].rows.size(), 2u);
}

TEST(TrainingAuc, SaysThatItMayHoldWhereThatModelIsLowWhateverABadStartGives) {
  const auto exhibit = training_auc(result_of(0.8, 0.9));
  ASSERT_TRUE(exhibit);
  EXPECT_THAT(exhibit->notes[0], HasSubstr("AUC of 0.8000"));
  EXPECT_THAT(exhibit->notes[0], HasSubstr("may explain"));
}

TEST(TrainingAuc, IsOfTensorFactorizationOnCensusIncomeOnly) {
  Result other = result_of(0.9, 0.9);
  other.experiment["data"]["set"] = "synthetic";
  EXPECT_FALSE(training_auc(other));
  other = result_of(0.9, 0.9);
  for (auto& entry : other.experiment["models"]) entry["model"] = "mmoe";
  EXPECT_FALSE(training_auc(other));
}

}  // namespace
}  // namespace mmoe
