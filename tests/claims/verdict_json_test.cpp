// SPDX-License-Identifier: Apache-2.0
#include "claims/verdict_json.h"

#include <gmock/gmock.h>

#include "base/embedded.h"
#include "claims/made_result.h"
#include "cli/run_cli.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using testing::TempDir;

/// Verdicts on samples of both data sets: enough runs for tests, and too few.
ordered_json sample_verdicts(int runs) {
  const auto verdicts = judge(built_in_claims(), {to_result(testing::sample_synthetic(runs), "a"),
                                                  to_result(testing::sample_census(runs), "b")});
  return verdicts_json(verdicts);
}

TEST(VerdictJson, HasAMemberAVerdictAndNullForWhatIsUndefined) {
  const ordered_json json = sample_verdicts(1);
  EXPECT_EQ(json["schema"], "mmoe-bench/claims");
  ASSERT_EQ(json["claims"].size(), built_in_claims().size());
  for (const ordered_json& claim : json["claims"]) {
    if (claim["family"] == "figure-2") continue;  // needs no runs
    if (claim["family"] == "figure-3") continue;  // no sample has its model
    if (claim["family"] == "figure-6" || claim["family"] == "table-3" ||
        claim["family"] == "table-4") {  // nor this data set
      EXPECT_EQ(claim["verdict"], "no data");
      continue;
    }
    EXPECT_EQ(claim["verdict"], claim["kind"] == "number" ? "not tested" : "inconclusive");
    EXPECT_TRUE(claim["p_for"].is_null());
    EXPECT_TRUE(claim["runs_needed"].is_null());
    EXPECT_EQ(claim["runs"], 1);
    EXPECT_TRUE(claim["parts"][0]["reason"].is_string());
  }
}

TEST(VerdictJson, IsTheSameForTheSameResults) {
  EXPECT_EQ(sample_verdicts(12).dump(), sample_verdicts(12).dump());
}

TEST(VerdictJson, FitsItsSchema) {
  if (!testing::have_python("jsonschema")) GTEST_SKIP() << testing::kNoJsonschema;
  const TempDir dir;
  testing::write_file(dir / "schema.json", std::string(embedded_text(schemas(), "claims-2")));
  testing::write_file(dir / "1.json", sample_verdicts(1).dump());
  testing::write_file(dir / "12.json", sample_verdicts(12).dump());
  testing::write_file(dir / "none.json", verdicts_json(judge(built_in_claims(), {})).dump());
  constexpr const char* kScript =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "for name in sys.argv[2:]: jsonschema.validate(json.load(open(name)), schema)\n";
  const testing::Outcome outcome = testing::run_program(
      testing::kPython, {.args = {"-c", kScript, dir / "schema.json", dir / "1.json",
                                  dir / "12.json", dir / "none.json"}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST(ClaimsSchema, NamesTheVersionThatIsWritten) {
  const ordered_json schema = ordered_json::parse(embedded_text(schemas(), "claims-2"));
  EXPECT_EQ(schema["properties"]["schema"]["const"], kClaimsSchema);
  EXPECT_EQ(schema["properties"]["schema_version"]["const"], kClaimsSchemaVersion);
}

}  // namespace
}  // namespace mmoe
