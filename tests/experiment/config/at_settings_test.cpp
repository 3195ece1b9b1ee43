// SPDX-License-Identifier: Apache-2.0
// "at": options of a model that differ on settings of the data.
#include "experiment/config/at_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "experiment/trials/probe_experiment.h"
#include "results/result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

constexpr const char* kAt = R"({"cosine=1.0": {
  "options": {"experts": 3, "tower": [5]}, "training": {"learning_rates": [0.1], "batch": 4}}})";

/// The probe, whose MMoE differs on settings.
JsonText probe_at(const char* at = kAt, const char* more = "{}") {
  ordered_json config = probe_config();
  config["models"][1].update(ordered_json::parse(more));
  config["models"][1]["at"] = ordered_json::parse(at);
  return {config, {}};
}

ModelSpec mmoe_at(const JsonText& config, const char* setting) {
  return spec_at(prepare(config, "").experiment.models[1], setting);
}

std::string at_refusal(const JsonText& config) {
  try {
    prepare(config, "");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(AtSettings, AModelDiffersThereAlone) {
  const ModelSpec usual = mmoe_at(probe_at(), "cosine=0.5");
  EXPECT_EQ(usual.options["experts"], 2);
  EXPECT_EQ(usual.training.batch, 8);
  const ModelSpec own = mmoe_at(probe_at(), "cosine=1.0");
  EXPECT_EQ(own.options["experts"], 3);
  EXPECT_EQ(own.options["expert"], ordered_json({4}));
  EXPECT_EQ(own.training.batch, 4);
  EXPECT_EQ(own.training.steps, 4);
}

TEST(AtSettings, AFlagHoldsOnAllSettings) {
  JsonText config = probe_at();
  override_member(config, "training.learning_rates", {0.5}, "--lr");
  override_member(config, "models.mmoe.tower", {9}, "--set");
  const ModelSpec own = mmoe_at(config, "cosine=1.0");
  EXPECT_EQ(own.training.learning_rates, std::vector<double>{0.5});
  EXPECT_EQ(own.options["tower"], ordered_json({9}));
  EXPECT_EQ(own.options["experts"], 3);
  EXPECT_EQ(own.training.batch, 4);
  override_member(config, "models.mmoe.training.batch", 2, "--set");
  EXPECT_EQ(mmoe_at(config, "cosine=1.0").training.batch, 2);
}

TEST(AtSettings, CellsAreDescribedAsTheyWereTrained) {
  const Probe probe(probe_at().value);
  const auto records = probe.run(nullptr);
  const ordered_json cells = make_result({.experiment = probe.experiment,
                                          .data = probe.data,
                                          .trials = probe.trials,
                                          .records = records})["cells"];
  const ordered_json& usual = cells[1];
  const ordered_json& own = cells[3];
  ASSERT_EQ(own["model"], "mmoe");
  ASSERT_EQ(own["setting"]["cosine"], 1.0);
  EXPECT_EQ(own["learning_rate"], 0.1);
  EXPECT_EQ(own["rate_chosen_on"], "nothing");
  EXPECT_EQ(usual["rate_chosen_on"], "reported runs");
  EXPECT_GT(own["parameters"], usual["parameters"]);
}

TEST(AtSettings, BadOnesAreRefusedByTheirPath) {
  EXPECT_EQ(at_refusal(probe_at()), "");
  EXPECT_THAT(at_refusal(probe_at("[1]")),
              HasSubstr("models[1].at: found [1]; expected options by setting"));
  EXPECT_THAT(at_refusal(probe_at(R"({"cosine=1.0": {"option": {}}})")),
              HasSubstr("models[1].at.cosine=1.0: found {\"option\":{}}; expected \"options\""));
  EXPECT_THAT(at_refusal(probe_at(R"({"cosine=1.0": 3})")),
              HasSubstr("models[1].at.cosine=1.0: found 3;"));
  EXPECT_THAT(at_refusal(probe_at(R"({"cosine=1.0": {"options": 3}})")),
              HasSubstr("models[1].at.cosine=1.0.options: found 3"));
  EXPECT_THAT(at_refusal(probe_at(R"({"cosine=1.0": {"options": {"expertz": 3}}})")),
              HasSubstr("models[1].at.cosine=1.0.options.expertz: unknown field; did you mean"));
  EXPECT_THAT(at_refusal(probe_at(R"({"cosine=1.0": {"training": {"batch": 0}}})")),
              HasSubstr("models[1].at.cosine=1.0.training.batch: found 0"));
}

TEST(AtSettings, ThatTheDataNeverHaveAreRefused) {
  for (const char* key : {"group=1", "cosine=1", "cosine=.5", "cosine=", "cosine", "cosine=a"}) {
    const std::string at = std::string("{\"") + key + "\": {}}";
    EXPECT_THAT(at_refusal(probe_at(at.c_str())),
                HasSubstr(std::string("models[1].at: found '") + key +
                          "'; expected a setting of the data, such as 'cosine=0.5'"));
  }
  EXPECT_EQ(at_refusal(probe_at(R"({"cosine=0.7": {}})")), "");  // in another run, perhaps
  // The same file where the data are swept by another option.
  JsonText pearson = probe_at();
  pearson.value["data"]["pearson"] = {0.5};
  pearson.value["data"]["cosine"] = ordered_json::array();
  EXPECT_EQ(at_refusal(pearson), "");
}

TEST(AtSettings, AreNotMatchedInSize) {
  EXPECT_THAT(at_refusal(probe_at(kAt, R"({"match_parameters": "shared-bottom"})")),
              HasSubstr("models[1].at: a model that is matched in size"));
  JsonText config = probe_at();
  config.value["models"][0]["match_parameters"] = "mmoe";
  EXPECT_THAT(at_refusal(config), HasSubstr("models[0].match_parameters: found 'mmoe', which"));
}

TEST(AtSettings, AreNotSetByAPath) {
  JsonText config = probe_at();
  EXPECT_THROW(override_member(config, "models.mmoe.at.cosine=1.0.options.tower", {1}, "--set"),
               InputError);
}

}  // namespace
}  // namespace mmoe::testing
