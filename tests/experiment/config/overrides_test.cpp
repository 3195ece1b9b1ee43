// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/overrides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

ModelSpec mmoe_spec() {
  return read_models(ordered_json::parse(R"([{"model": "mmoe", "options": {"experts": 4}}])"),
                     TrainingOptions{})
      .front();
}

std::string override_refusal(const PathValues& overrides) {
  try {
    with_overrides(mmoe_spec(), overrides, "models[0]");
  } catch (const FieldError& error) {
    return error.what();
  }
  return "";
}

TEST(Overrides, SetOptionsOfAModelAndOfItsTraining) {
  const ModelSpec spec = with_overrides(mmoe_spec(),
                                        {{"expert", {7}},
                                         {"options.tower", {3, 2}},
                                         {"training.batch", 32},
                                         {"training.learning_rates", {0.25}},
                                         {"training.optimiser.beta1", 0.5}},
                                        "models[0]");
  EXPECT_EQ(spec.options["experts"], 4);
  EXPECT_EQ(spec.options["expert"], ordered_json({7}));
  EXPECT_EQ(spec.options["tower"], ordered_json({3, 2}));
  EXPECT_EQ(spec.training.batch, 32);
  EXPECT_EQ(spec.training.learning_rates, std::vector<double>{0.25});
  EXPECT_EQ(spec.training.optimiser.beta1, 0.5);
  EXPECT_EQ(spec.training.optimiser.beta2, 0.999);
  EXPECT_EQ(spec.label, "mmoe");
}

TEST(Overrides, OfAnUnknownPathAreRefused) {
  EXPECT_THAT(override_refusal({{"expertz", 3}}),
              HasSubstr("models[0].options.expertz: unknown field; did you mean 'experts'?"));
  EXPECT_THAT(override_refusal({{"training.batches", 3}}),
              HasSubstr("models[0].training.batches: unknown field; did you mean 'batch'?"));
  EXPECT_THAT(override_refusal({{"label", "a"}}),
              HasSubstr("models[0].label: is not an option; expected"));
  EXPECT_THAT(override_refusal({{"training", 1}}), HasSubstr("is not an option"));
}

TEST(Overrides, OfAValueOutOfRangeAreRefused) {
  EXPECT_THAT(override_refusal({{"experts", 0}}),
              HasSubstr("models[0].options.experts: found 0; expected 1 to 4096"));
  EXPECT_THAT(override_refusal({{"experts", 2.5}}), HasSubstr("expected a whole number"));
}

}  // namespace
}  // namespace mmoe::testing
