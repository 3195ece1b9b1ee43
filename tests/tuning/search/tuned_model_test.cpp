// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/tuned_model.h"

#include <gmock/gmock.h>

#include "tuning/search/tuned_config.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

TEST(TunedModel, KeepsWidthsWithinABound) {
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

TEST(TunedModel, HasASpaceThatIsReadBack) {
  const TunedModel tuned = read_tuning(tuned_config(R"({
    "training.learning_rates[]": {"low": 0.001, "high": 0.1, "scale": "log"},
    "experts": {"values": [2, 4]},
    "expert[]": {"low": 4, "high": 64, "whole": true, "divided_by": "experts"},
    "activation": {"values": ["relu", "tanh", "elu"]}})"))
                               .models[0];
  const SearchSpace& written = tuned.space;
  const SearchSpace read = read_space(tuned.space_json());
  ASSERT_EQ(read.dimensions(), 4);
  for (Eigen::Index k = 0; k < 4; ++k) {
    EXPECT_EQ(read.option(k).path, written.option(k).path);
    EXPECT_EQ(read.kind(k), written.kind(k));
    ASSERT_EQ(read.levels(k), written.levels(k));
    for (const std::int64_t level : {read.levels(k) / 3, read.levels(k) - 1}) {
      EXPECT_EQ(read.value(k, level), written.value(k, level));
      EXPECT_EQ(read.coordinate(k, level), written.coordinate(k, level));
    }
  }
}

TEST(TunedModel, RefusesADamagedSpace) {
  EXPECT_THROW(read_space({{{"low", 1}}}), nlohmann::json::exception);
  EXPECT_THROW(read_space({{{"path", "experts"}, {"low", 1}}}), nlohmann::json::exception);
  EXPECT_THROW(read_space({{{"path", "experts"}, {"values", 3}}}), nlohmann::json::exception);
  EXPECT_THROW(
      read_space(
          {{{"path", "experts"}, {"low", 4}, {"high", 2}, {"scale", "log"}, {"whole", true}}}),
      FieldError);
}

TEST(TunedModel, RefusesRangesWithoutAPoint) {
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

TEST(TunedModel, RefusesDependencesThatLeadNowhere) {
  EXPECT_THAT(
      tuning_refusal(R"({"expert[]": {"low": 2, "high": 9, "divided_by": "expertz"},
                         "experts": {"low": 2, "high": 4, "whole": true}})"),
      HasSubstr("divided_by: found 'expertz'; expected a tuned option that depends on no other; "
                "did you mean 'experts'?"));
  EXPECT_THAT(tuning_refusal(R"({"experts": {"low": 2, "high": 4, "times": "experts"}})"),
              HasSubstr("expected a tuned option that depends on no other"));
}

}  // namespace
}  // namespace mmoe::testing
