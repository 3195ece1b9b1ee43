// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tuning/search/tuned_config.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

constexpr const char* kTunedExperts = R"({"experts": {"low": 2, "high": 4, "whole": true}})";

TEST(TuningOptions, ReadWhatAModelIsSearchedOver) {
  const TuningPlan plan = read_tuning(tuned_config(kTunedExperts, R"({"trainings": 7, "lag": 2})"));
  EXPECT_EQ(plan.options.trainings, 7);
  EXPECT_EQ(plan.options.lag, 2);
  EXPECT_EQ(plan.options.search_method(), TuningMethod::kGaussianProcess);
  ASSERT_EQ(plan.models.size(), 1U);
  EXPECT_EQ(plan.models[0].label, "mmoe");
  EXPECT_EQ(plan.models[0].space.size(), 3);
  EXPECT_EQ(plan.models[0].to_json({1}), (ordered_json{{"experts", 3}}));
}

TEST(TuningOptions, RefuseTheTestSetAsObjective) {
  EXPECT_THAT(tuning_refusal(kTunedExperts, R"({"objective": {"metric": "mse", "split": "test"}})"),
              HasSubstr("x.json:1: tuning.objective.split: found 'test'; expected validation"));
  EXPECT_THAT(tuning_refusal(kTunedExperts, R"({"objective": {"metric": "mze"}})"),
              HasSubstr("unknown value 'mze'; did you mean 'mse'?"));
  EXPECT_THAT(tuning_refusal(kTunedExperts, R"({"method": "grid"})"), HasSubstr("tuning.method"));
}

TEST(TuningOptions, RefuseASearchOfNothing) {
  try {
    read_tuning({ordered_json{{"tuning", {{"trainings", 3}}}, {"models", {"mmoe"}}}, {}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no model is tuned; expected \"tune\" in one of"));
  }
}

TEST(TuningOptions, TakeAnObjectiveFromValidationMetrics) {
  const TrialRecord record{.objective = 5,
                           .metrics = {{"a", "auc", "validation", 0.75},
                                       {"b", "auc", "validation", 0.25},
                                       {"a", "auc", "test", 1.0},
                                       {"a", "log_loss", "validation", 0.5}}};
  EXPECT_EQ(TunedObjective{}.of(record), 5);
  EXPECT_EQ(TunedObjective{.metric = "auc"}.of(record), -0.5);
  EXPECT_EQ((TunedObjective{.metric = "auc", .task = "a"}.of(record)), -0.75);
  EXPECT_EQ(TunedObjective{.metric = "log_loss"}.of(record), 0.5);
  EXPECT_EQ((TunedObjective{.metric = "log_loss", .direction = "maximise"}.of(record)), -0.5);
  EXPECT_FALSE(TunedObjective{.metric = "mse"}.of(record));
  EXPECT_FALSE(TunedObjective{}.of({.ok = false, .objective = 1}));
}

}  // namespace
}  // namespace mmoe::testing
