// SPDX-License-Identifier: Apache-2.0
// The schema of experiment files: it is what the program reads, and what is published.
#include "experiment/config/experiment_schema.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "cli/run_cli.h"
#include "paths.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using testing::TempDir;

TEST(ExperimentSchema, IsTheOneThatIsPublished) {
  EXPECT_EQ(ordered_json::parse(testing::read_file(testing::source_dir() /
                                                   "experiments/schema/experiment.schema.json")),
            experiment_schema())
      << "make it again: mmoe-bench experiment fields --schema > "
         "experiments/schema/experiment.schema.json";
}

TEST(ExperimentSchema, EveryFieldIsExplained) {
  std::size_t fields = 0;
  for (const FieldSection& section : experiment_sections()) {
    for (const ordered_json& field : section.fields) {
      EXPECT_NE(field.at("help"), "") << section.path << " " << field.at("name");
      fields += 1;
    }
  }
  EXPECT_GT(fields, 50U);
}

TEST(ExperimentSchema, AcceptsTheBuiltInOnesAndRefusesAMisspeltMember) {
  if (!testing::have_python("jsonschema")) GTEST_SKIP() << testing::kNoJsonschema;
  const TempDir dir;
  testing::write_file(dir / "schema.json", experiment_schema().dump());
  std::vector<std::string> files;
  for (const EmbeddedFile& e : built_in_experiments()) {
    files.push_back(dir / (std::string(e.name) + ".json"));
    testing::write_file(files.back(), std::string(e.text));
  }
  testing::write_file(dir / "wrong.json", R"({"extends": "synthetic", "training": {"step": 3}})");
  files.push_back(dir / "wrong.json");
  constexpr const char* kScript =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "validator = jsonschema.Draft202012Validator(schema)\n"
      "for name in sys.argv[2:]:\n"
      "    for error in validator.iter_errors(json.load(open(name))):\n"
      "        print(name.split('/')[-1], error.json_path)\n";
  std::vector<std::string> args = {"-c", kScript, dir / "schema.json"};
  args.insert(args.end(), files.begin(), files.end());
  const auto outcome = testing::run_program(testing::kPython, {.args = args});
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "wrong.json $.training\n");
}

}  // namespace
}  // namespace mmoe
