// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "experiment/trials/probe_experiment.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

/// The probe's experiment with "tune" of its second model, MMoE, on line 2 of a file.
JsonText tuned_config(const std::string& tune, const std::string& tuning = "{}") {
  ordered_json config = probe_config();
  config["tuning"] = ordered_json::parse(tuning);
  config["models"][1]["tune"] = ordered_json::parse(tune);
  return {config, {{"", "x.json"}, {"models[1].tune", "x.json:2"}, {"tuning", "x.json:1"}}};
}

std::string tuning_refusal(const std::string& tune, const std::string& tuning = "{}") {
  try {
    read_tuning(tuned_config(tune, tuning));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

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

TEST(TuningOptions, KeepWidthsWithinABound) {
  const TunedModel tuned = read_tuning(tuned_config(R"({
    "experts": {"low": 2, "high": 32, "scale": "log", "whole": true},
    "expert[]": {"low": 16, "high": 2048, "scale": "log", "whole": true, "divided_by": "experts"},
    "tower[]": {"low": 0.02, "high": 1, "times": "experts"}})"))
                               .models[0];
  EXPECT_EQ(tuned.to_json({30, 2032, 65536}),
            (ordered_json{{"experts", 32}, {"expert", {64}}, {"tower", {32}}}));
  EXPECT_EQ(tuned.to_json({30, 0, 0}),
            (ordered_json{{"experts", 32}, {"expert", {1}}, {"tower", {1}}}));
  EXPECT_EQ(tuned.to_json({1, 1, 32768}),  // 17 / 3, and 3 * 0.51
            (ordered_json{{"experts", 3}, {"expert", {5}}, {"tower", {2}}}));
}

TEST(TuningOptions, ReadASpaceThatASearchWrote) {
  const TuningPlan plan = read_tuning(tuned_config(
      R"({"training.learning_rates[]": {"low": 0.001, "high": 0.1, "scale": "log"},
          "experts": {"values": [2, 4]},
          "expert[]": {"low": 4, "high": 64, "whole": true, "divided_by": "experts"}})"));
  const SearchSpace& written = plan.models[0].space;
  const SearchSpace read = read_space(plan.models[0].space_json());
  ASSERT_EQ(read.dimensions(), 3);
  for (Eigen::Index k = 0; k < 3; ++k) {
    EXPECT_EQ(read.option(k).path, written.option(k).path);
    ASSERT_EQ(read.levels(k), written.levels(k));
    const std::int64_t level = read.levels(k) / 3;
    EXPECT_EQ(read.value(k, level), written.value(k, level));
    EXPECT_EQ(read.coordinate(k, level), written.coordinate(k, level));
  }
}

TEST(TuningOptions, RefuseRangesWithoutAPoint) {
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 4, "high": 2, "whole": true}})"),
              HasSubstr("x.json:2: models[1].tune.experts: found low 4 and high 2; expected low < "
                        "high"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 3, "high": 3}})"), HasSubstr("low < high"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 0, "high": 3, "scale": "log"}})"),
              HasSubstr("expected low above 0 on a log scale"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"values": []}})"),
              HasSubstr("models[1].tune.experts.values: found []; expected a list"));
  EXPECT_THAT(tuning_refusal("{}"), HasSubstr("models[1].tune: is empty"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 2}})"),
              HasSubstr("models[1].tune.experts: high is missing"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 2, "hihg": 3}})"),
              HasSubstr("hihg: unknown field; did you mean 'high'?"));
}

TEST(TuningOptions, RefuseDependencesThatLeadNowhere) {
  EXPECT_THAT(
      tuning_refusal(R"({"expert[]": {"low": 2, "high": 9, "divided_by": "expertz"},
                         "experts": {"low": 2, "high": 4, "whole": true}})"),
      HasSubstr("divided_by: found 'expertz'; expected a tuned option that depends on no other; "
                "did you mean 'experts'?"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 2, "high": 4, "times": "experts"}})"),
              HasSubstr("expected a tuned option that depends on no other"));
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
