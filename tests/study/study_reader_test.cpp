// SPDX-License-Identifier: Apache-2.0
#include "study/study_reader.h"

#include <gmock/gmock.h>

#include <fstream>

#include "base/error.h"
#include "paths.h"
#include "study/study_json.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json reference_study() {
  std::ifstream file(testing::source_dir() / "results/reference/synthetic-sensitivity.json");
  return ordered_json::parse(file);
}

TEST(StudyReader, WrittenAgainAReferenceIsWhatItWas) {
  ordered_json json = reference_study();
  ordered_json again = study_json(study_from_json(json, "study.json"));
  for (std::size_t i = 0; i < json["points"].size(); ++i) {
    for (std::size_t c = 0; c < json["points"][i]["cells"].size(); ++c) {
      for (const char* of : {"held_out", "training"}) {  // the losses of single runs are not in it
        json["points"][i]["cells"][c].erase(of);
        again["points"][i]["cells"][c].erase(of);
      }
    }
  }
  EXPECT_EQ(again, json);
}

void expect_study_refused(const ordered_json& json, const std::string& said) {
  try {
    study_from_json(json, "study.json");
    ADD_FAILURE() << "expected: " << said;
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), ::testing::StartsWith(said));
  }
}

TEST(StudyReader, NamesTheFileOfWhatItCannotUse) {
  const ordered_json json = reference_study();
  ordered_json broken = json;
  broken.erase("measures");
  expect_study_refused(broken, "study.json: damaged: ");
  broken = json;
  broken["measures"][0]["loss"] = "greatest";
  expect_study_refused(broken, "study.json: loss: found \"greatest\"");
  broken = json;
  broken["measures"][0]["factors"][0]["factor"] = "weather";
  expect_study_refused(broken, "study.json: weather: not a factor of the design");
  broken = json;
  broken["experiment"]["design"]["points"] = 0;
  expect_study_refused(broken, "study.json: design.points: ");
}

}  // namespace
}  // namespace mmoe
