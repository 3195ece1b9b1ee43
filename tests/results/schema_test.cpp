// SPDX-License-Identifier: Apache-2.0
// The published schema accepts what the program writes, describes every member, and refuses what
// it should. Validated by Debian's python3-jsonschema.
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "cli/run_cli.h"
#include "cli/trial_run.h"
#include "paths.h"
#include "results/result.h"
#include "results/sample_live.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using testing::TempDir;

class SchemaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::have_python("jsonschema")) GTEST_SKIP() << testing::kNoJsonschema;
    testing::write_file(dir_ / "schema.json", std::string(embedded_text(schemas(), "result-2")));
  }

  bool is_valid(const ordered_json& result) {
    testing::write_result(result, dir_ / "result.json");
    constexpr const char* kScript =
        "import json, sys, jsonschema\n"
        "schema, result = (json.load(open(name)) for name in sys.argv[1:])\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "errors = list(jsonschema.Draft202012Validator(schema).iter_errors(result))\n"
        "sys.exit(3 if errors else 0)\n";
    const testing::Outcome outcome = testing::run_program(
        testing::kPython, {.args = {"-c", kScript, dir_ / "schema.json", dir_ / "result.json"}});
    EXPECT_TRUE(outcome.status == 0 || outcome.status == 3) << outcome.err;
    return outcome.status == 0;
  }

  TempDir dir_;
};

TEST_F(SchemaTest, AcceptsResults) {
  EXPECT_TRUE(is_valid(testing::sample_synthetic(2)));
  EXPECT_TRUE(is_valid(testing::sample_synthetic(1)));  // no spread: null
  EXPECT_TRUE(is_valid(testing::sample_census(2)));
}

TEST_F(SchemaTest, AcceptsWhatARunWrites) {
  const auto experiment = testing::write_tiny_experiment(dir_.path(), 20);
  const testing::Outcome outcome =
      testing::run_cli({"--exp", experiment, "--runs", "3", "--out", dir_ / "out", "--quiet"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json result = ordered_json::parse(testing::read_file(dir_ / "out" / "tiny.json"));
  EXPECT_EQ(result["comparisons"].size(), 6U);  // 2 settings: 2 tasks and their mean
  EXPECT_TRUE(result["cells"][0].contains("seconds"));
  EXPECT_TRUE(is_valid(result));
}

TEST_F(SchemaTest, AcceptsAModelOfTheSizeOfOneThatDidNotRun) {
  const auto file = testing::write_tiny_experiment(dir_.path(), 1);
  ordered_json config = ordered_json::parse(testing::read_file(file));
  config["models"][0]["match_parameters"] = "mmoe";
  testing::write_file(file, config.dump());
  const testing::Outcome outcome =
      testing::run_cli({"--exp", file, "--models", "shared-bottom", "--out", dir_ / "out"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json result = ordered_json::parse(testing::read_file(dir_ / "out" / "tiny.json"));
  EXPECT_EQ(result["experiment"]["models"][0]["match_parameters"]["model"], "mmoe");
  EXPECT_TRUE(is_valid(result));
}

TEST_F(SchemaTest, KnowsASimulatedLiveTest) {
  const ordered_json good = testing::sample_live_result(testing::sample_live());
  EXPECT_TRUE(is_valid(good));
  EXPECT_TRUE(is_valid(testing::sample_live_result(nullptr)));
  ordered_json bad = good;
  bad["live"]["simulated"] = false;
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["live"]["draws"][0]["lifts"][0]["metric"] = "clicks";
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["live"]["draws"][0]["arms"][0].erase("truth");
  EXPECT_FALSE(is_valid(bad));
}

TEST_F(SchemaTest, RefusesWhatIsNoResult) {
  const ordered_json good = testing::sample_census(1);
  ordered_json bad = good;
  bad["schema_version"] = 1;
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["cells"][0].erase("learning_rate");
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["trials"][0]["status"] = "fine";
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["trials"][0]["metrics"][0]["value"] = "0.9";
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["comparisons"][0]["pairs"][0]["p"] = 1.5;
  EXPECT_FALSE(is_valid(bad));
  bad = good;
  bad["trials"][0]["surprise"] = 1;
  EXPECT_FALSE(is_valid(bad));
}

/// Every member that has a type of its own says what it means.
void expect_described(const ordered_json& schema, const std::string& where) {
  if (!schema.is_object()) return;
  if (schema.contains("properties")) {
    for (const auto& [name, member] : schema["properties"].items()) {
      EXPECT_TRUE(member.contains("description") || member.contains("$ref"))
          << where << "." << name;
      expect_described(member, where + "." + name);
    }
  }
  if (schema.contains("items")) expect_described(schema["items"], where + "[]");
}

TEST(Schema, DescribesEveryMember) {
  const ordered_json schema = ordered_json::parse(embedded_text(schemas(), "result-2"));
  expect_described(schema, "result");
  for (const auto& [name, definition] : schema["$defs"].items()) {
    EXPECT_TRUE(definition.contains("description")) << name;
    expect_described(definition, name);
  }
}

TEST(Schema, IsWhatTheProgramPrints) {
  const testing::Outcome outcome = testing::run_cli({"schema"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            testing::read_file(testing::source_dir() / "results/schema/result-2.schema.json"));
}

TEST(Schema, NamesTheVersionThatIsWritten) {
  const ordered_json schema = ordered_json::parse(embedded_text(schemas(), "result-2"));
  EXPECT_EQ(schema["properties"]["schema"]["const"], kResultSchema);
  EXPECT_EQ(schema["properties"]["schema_version"]["const"], kResultSchemaVersion);
}

}  // namespace
}  // namespace mmoe
