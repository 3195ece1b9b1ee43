// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/catalogue.h"

#include <gmock/gmock.h>

#include "base/embedded.h"
#include "base/error.h"
#include "cli/run_cli.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

JsonText written(const std::string& name, const std::string& text) {
  static const TempDir dir;
  const std::string path = dir / name;
  write_file(path, text);
  return load_configuration(path);
}

std::string error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

std::vector<std::string> labels_of(const JsonText& config) {
  std::vector<std::string> labels;
  for (const ordered_json& model : config.value["models"]) {
    labels.push_back(model.is_string() ? model.get<std::string>()
                                       : model.value("label", model.value("model", "")));
  }
  return labels;
}

TEST(Catalogue, EveryBuiltInExperimentIsReadAndResolved) {
  ASSERT_FALSE(built_in_experiments().empty());
  for (const EmbeddedFile& file : built_in_experiments()) {
    JsonText config = load_configuration(std::string(file.name));
    config.value.erase("design");  // a study's, which takes it out itself
    config.value.erase("tuning");  // likewise a search's
    select_models(config, {});
    if (config.value["data"]["set"] == "table") config.value["data"]["recipe"] = "mine.json";
    EXPECT_EQ(resolve(config).name, file.name);
  }
}

TEST(Catalogue, OffersTheNearestNameOfAnUnknownOne) {
  EXPECT_THAT(error_of([] { load_configuration("sythetic"); }), HasSubstr("'synthetic'"));
}

TEST(Catalogue, AFileReplacesTheMembersThatItNamesAndKeepsTheOthers) {
  const JsonText base = load_configuration("synthetic");
  const JsonText file = written("mine.json", R"({"extends": "synthetic",
    "training": {"steps": 7}, "data": {"cosine": [0.25]}})");
  EXPECT_EQ(file.value["name"], "mine");
  EXPECT_EQ(file.value["training"]["steps"], 7);
  EXPECT_EQ(file.value["training"]["batch"], base.value["training"]["batch"]);
  EXPECT_EQ(file.value["data"]["cosine"], ordered_json::parse("[0.25]"));
  EXPECT_EQ(file.value["models"], base.value["models"]);
  EXPECT_FALSE(file.value.contains("extends"));
}

TEST(Catalogue, AFileThatExtendsNothingIsNamedAfterItself) {
  EXPECT_EQ(written("alone.json", R"({"runs": 2})").value["name"], "alone");
}

TEST(Catalogue, AListOfModelsForgetsWhatWasSelectedOfTheListBefore) {
  EXPECT_TRUE(load_configuration("synthetic").value.contains("selected"));
  const JsonText file =
      written("models.json", R"({"extends": "synthetic", "models": ["single-task"]})");
  EXPECT_FALSE(file.value.contains("selected"));
}

TEST(Catalogue, AnOverrideSaysWhereItCameFrom) {
  JsonText config = load_configuration("synthetic");
  override_member(config, "training.batch", 0, "--batch");
  EXPECT_EQ(config.value["training"]["batch"], 0);
  EXPECT_THAT(error_of([&] { select_models(config, {"mmoe"}); }), HasSubstr("--batch: "));
}

TEST(Catalogue, AnOverrideOfTrainingHoldsForEveryModel) {
  JsonText config = written("own.json", R"({"extends": "synthetic",
    "models": [{"model": "mmoe", "training": {"steps": 3, "batch": 16}}]})");
  override_member(config, "training.steps", 9, "--steps");
  EXPECT_EQ(config.value["models"][0]["training"], ordered_json::parse(R"({"batch": 16})"));
}

TEST(Catalogue, AnOverrideBelowAValueThatHasNoMembersIsAnError) {
  JsonText config = load_configuration("synthetic");
  EXPECT_THAT(error_of([&] { override_member(config, "runs.x", 1, "--set"); }),
              HasSubstr("there is no member 'x' in 12"));
  for (const char* path : {"", ".", "training.", ".batch", "training..batch"}) {
    EXPECT_THAT(error_of([&] { override_member(config, path, 1, "--set"); }),
                HasSubstr("names separated by dots"))
        << path;
  }
}

TEST(Catalogue, ThePaperProtocolIsMergedOverTheRest) {
  JsonText config = load_configuration("synthetic");
  const ordered_json before = config.value;
  apply_paper(config);
  EXPECT_EQ(config.value["runs"], before["paper"]["runs"]);
  EXPECT_EQ(config.value["training"]["steps"], before["paper"]["training"]["steps"]);
  EXPECT_EQ(config.value["training"]["batch"], before["training"]["batch"]);
}

TEST(Catalogue, AnExperimentWithoutAPaperProtocolSaysSo) {
  JsonText config = written("bare.json", R"({"runs": 2})");
  EXPECT_THAT(error_of([&] { apply_paper(config); }), HasSubstr("paper: "));
}

TEST(Catalogue, KeepsTheModelsThatAreNamedInThatOrder) {
  JsonText config = load_configuration("synthetic");
  select_models(config, {"mmoe", "shared-bottom"});
  EXPECT_EQ(labels_of(config), (std::vector<std::string>{"mmoe", "shared-bottom"}));
}

TEST(Catalogue, KeepsTheModelsThatTheFileSelectsWhereNoneIsNamed) {
  JsonText config = load_configuration("synthetic");
  const std::vector<std::string> selected = config.value["selected"];
  select_models(config, {});
  EXPECT_EQ(labels_of(config), selected);
  EXPECT_FALSE(config.value.contains("selected"));
}

TEST(Catalogue, AModelOfTheRegistryThatIsNotListedIsTakenWithItsDefaults) {
  JsonText config = written("one.json", R"({"extends": "synthetic", "models": ["mmoe"]})");
  select_models(config, {"omoe"});
  EXPECT_EQ(config.value["models"], ordered_json::parse(R"([{"model": "omoe"}])"));
}

TEST(Catalogue, AModelIsTheSameWhicheverOthersAreKept) {
  JsonText config = written("matched.json", R"({"extends": "synthetic", "models": [
    {"model": "shared-bottom", "match_parameters": "wide"},
    {"model": "mmoe", "label": "wide", "options": {"experts": 12}}]})");
  JsonText both = config;
  select_models(both, {"shared-bottom", "wide"});
  select_models(config, {"shared-bottom"});
  EXPECT_EQ(config.value["models"][0]["match_parameters"],
            ordered_json::parse(R"({"model": "mmoe", "options": {"experts": 12}})"));
  EXPECT_EQ(prepare(config, "").experiment.models[0].options,
            prepare(both, "").experiment.models[0].options);
}

TEST(Catalogue, AKeptModelsMembersKeepTheLinesTheyStandOn) {
  JsonText config = written("lines.json",
                            "{\"extends\": \"synthetic\", \"models\": [\n\"omoe\",\n"
                            "{\"model\": \"mmoe\",\n \"options\": {\"experts\": 0}}]}");
  EXPECT_THAT(error_of([&] {
                select_models(config, {"mmoe"});
                resolve(config);
              }),
              HasSubstr("lines.json:4"));
}

TEST(Catalogue, AModelNamedTwiceIsAnError) {
  JsonText config = load_configuration("synthetic");
  EXPECT_THAT(error_of([&] {
                select_models(config, {"mmoe", "mmoe"});
              }),
              HasSubstr("found 'mmoe' twice"));
}

}  // namespace
}  // namespace mmoe::testing
