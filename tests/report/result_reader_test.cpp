// SPDX-License-Identifier: Apache-2.0
#include "report/result_reader.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/error.h"
#include "cli/run_cli.h"
#include "report/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::sample_census;
using testing::sample_synthetic;
using ::testing::StartsWith;
using testing::TempDir;
using testing::write_file;
using testing::write_result;

std::string reading_error(const std::vector<std::string>& paths) {
  try {
    read_results(paths);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ResultReader, ReadsWhatWasWritten) {
  const TempDir dir;
  const ordered_json json = sample_synthetic(3);
  write_result(json, dir / "synthetic.json");
  const Result result = read_result(dir / "synthetic.json");
  EXPECT_EQ(result.name(), "synthetic");
  ASSERT_EQ(result.cells.size(), 9U);
  const ResultCell& cell = result.cells[5];  // cosine 0.9, mmoe
  EXPECT_EQ(cell.model, "mmoe");
  EXPECT_EQ(cell.setting["cosine"], 0.9);
  EXPECT_EQ(cell.learning_rate, 0.001);
  EXPECT_EQ(cell.metrics[0].summary.n, 3U);
  EXPECT_EQ(cell.metrics[0].summary.mean, json["cells"][5]["metrics"][0]["mean"].get<double>());
  ASSERT_TRUE(cell.metrics[0].summary.ci95);
  EXPECT_EQ(cell.metrics[0].summary.ci95->low,
            json["cells"][5]["metrics"][0]["ci95"][0].get<double>());
  ASSERT_EQ(result.trials.size(), 54U);
  const ResultTrial& trial = result.trials.back();
  EXPECT_EQ(trial.key, "mmoe/cosine=1.0/lr=0.01/run=2");
  EXPECT_EQ(trial.run, 2);
  EXPECT_TRUE(trial.ok);
  EXPECT_EQ(trial.curve.step.size(), 21U);
  EXPECT_FALSE(trial.curve.tasks[1].training_loss[0]);  // null at step 0
  EXPECT_TRUE(trial.curve.tasks[1].training_loss[1]);
  ASSERT_EQ(trial.gates.size(), 2U);
  EXPECT_EQ(trial.gates[0].size(), 8U);
  EXPECT_EQ(trial.curve.gates.size(), 21U);
}

TEST(ResultReader, OneRunHasNoSpread) {
  const TempDir dir;
  write_result(sample_census(1), dir / "census-income.json");
  const Result result = read_result(dir / "census-income.json");
  const Summary& summary = result.cells[0].metrics[0].summary;
  EXPECT_TRUE(summary.mean);
  EXPECT_FALSE(summary.sd);
  EXPECT_FALSE(summary.ci95);
}

TEST(ResultReader, FindsResultsInFoldersAndPassesOverOtherFilesOfOurs) {
  const TempDir dir;
  std::filesystem::create_directories(dir / "a/b");
  write_result(sample_synthetic(1), dir / "a/b/synthetic.json");
  write_result(sample_census(1), dir / "census-income.json");
  write_file(dir / "claims.json", R"({"schema": "mmoe-bench/claims", "claims": [{"name": "x"}]})");
  write_file(dir / "recovery.json", R"({"schema": "mmoe-bench/recovery"})");
  write_file(dir / "result-1.schema.json", "{}");
  const ResultSet set = read_results({dir.path()});
  ASSERT_EQ(set.results.size(), 2U);
  EXPECT_EQ(set.results[0].name(), "synthetic");  // a/b sorts first
  EXPECT_EQ(set.results[1].name(), "census-income");
  EXPECT_TRUE(set.claims.empty());
  EXPECT_EQ(read_results({dir / "census-income.json"}).results.size(), 1U);
}

TEST(ResultReader, NamesTheBadFile) {
  const TempDir dir;
  const std::string path = dir / "x.json";
  EXPECT_THAT(reading_error({path}), AllOf(StartsWith(path), HasSubstr("cannot be read")));
  write_file(path, "{\n  \"schema\": ,\n}");
  EXPECT_THAT(reading_error({path}), StartsWith(path + ":2:"));
  write_file(path, "[1, 2]");
  EXPECT_THAT(reading_error({path}), HasSubstr("not a result file: schema is missing"));
  write_file(path, R"({"schema": "their/result"})");
  EXPECT_THAT(reading_error({path}), HasSubstr("schema is \"their/result\""));
  EXPECT_THAT(reading_error({dir.path()}), HasSubstr("schema is \"their/result\""));
  write_file(path, R"({"schema": "mmoe-bench/result", "schema_version": 2})");
  EXPECT_THAT(reading_error({path}),
              AllOf(HasSubstr("schema_version is 2"), HasSubstr("newer mmoe-bench")));
  write_file(path, R"({"schema": "mmoe-bench/result", "schema_version": "1"})");
  EXPECT_THAT(reading_error({path}), HasSubstr("schema_version is \"1\""));
  ordered_json json = sample_census(1);
  json["cells"][3]["metrics"][0].erase("mean");
  write_result(json, path);
  EXPECT_THAT(reading_error({path}), AllOf(StartsWith(path + ": damaged"), HasSubstr("'mean'")));
  json["cells"] = 3;
  write_result(json, path);
  EXPECT_THAT(reading_error({path}), StartsWith(path + ": damaged"));
}

TEST(ResultReader, AnEmptyFolderIsAnError) {
  const TempDir dir;
  EXPECT_THAT(reading_error({dir.path()}), HasSubstr("no result file below it"));
}

}  // namespace
}  // namespace mmoe
