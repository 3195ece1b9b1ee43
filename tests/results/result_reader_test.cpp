// SPDX-License-Identifier: Apache-2.0
#include "results/result_reader.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/error.h"
#include "cli/run_cli.h"
#include "data/census/census_fixture.h"
#include "interruptible.h"
#include "paths.h"
#include "results/runs.h"
#include "results/sample_result.h"

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
  EXPECT_EQ(cell.metrics[2].task, "y1");
  EXPECT_EQ(cell.metrics[2].metric, "mse");
  EXPECT_EQ(cell.metrics[2].split, "test");
  ASSERT_EQ(result.trials.size(), 54U);
  const TrialRecord& trial = result.trials.back();
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

TEST(ResultReader, ReadsAReferenceOfVersion1) {
  const std::string file =
      (testing::source_dir() / "results/reference/census-drop-leaks.json").string();
  EXPECT_EQ(ordered_json::parse(testing::read_file(file))["schema_version"], 1);
  const Result result = read_result(file);
  EXPECT_EQ(result.name(), "census-drop-leaks");
  EXPECT_EQ(trials_of(result, result.cells.at(0)).size(), 10U);
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
  EXPECT_EQ(read_results({dir / "census-income.json"}).results.size(), 1U);
}

TEST(ResultReader, PassesOverThePointsOfAStudy) {
  const TempDir dir;
  std::filesystem::create_directories(dir / "study/points/000");
  std::filesystem::create_directories(dir / "points");
  write_result(sample_synthetic(1), dir / "study/points/000/study.json");
  write_result(sample_census(1), dir / "points/census-income.json");
  EXPECT_EQ(read_results({dir.path()}).results.size(), 2U);  // folders of the user's own
  write_file(dir / "study/design.json", R"({"schema": "mmoe-bench/design"})");
  const ResultSet set = read_results({dir.path()});
  ASSERT_EQ(set.results.size(), 1U);
  EXPECT_EQ(set.results[0].name(), "census-income");
}

TEST(ResultReader, ReadsPackedResults) {
  const TestFolder folder;
  const std::string file = folder.write_gz("census-income.json.gz", sample_census(1).dump());
  ASSERT_EQ(read_results({folder.path()}).results.size(), 1U);
  EXPECT_EQ(read_result(file).name(), "census-income");
}

TEST(ResultReader, PassesOverWhatOtherProgramsLeaveInAFolder) {
  const TempDir dir;
  write_file(dir / "package.json", R"({"name": "something"})");
  write_file(dir / "theirs.json", R"({"schema": "their/result"})");
  write_file(dir / "empty.json", "");
  write_file(dir / "cut.json", R"({"name": "some)");
  EXPECT_THAT(reading_error({dir.path()}), HasSubstr("no result file below it"));
  write_result(sample_census(1), dir / "census-income.json");
  EXPECT_EQ(read_results({dir.path()}).results.size(), 1U);
  write_file(dir / "damaged.json", R"({"schema": "mmoe-bench/result", "schema_ver)");
  EXPECT_THAT(reading_error({dir.path()}), HasSubstr("damaged.json:1:"));
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
  write_file(path, R"({"schema": "mmoe-bench/result", "schema_version": 3})");
  EXPECT_THAT(reading_error({path}),
              AllOf(HasSubstr("schema_version is 3"), HasSubstr("newer mmoe-bench")));
  write_file(path, R"({"schema": "mmoe-bench/result", "schema_version": "1"})");
  EXPECT_THAT(reading_error({path}), HasSubstr("schema_version is \"1\""));
  ordered_json json = sample_census(1);
  json["cells"][3]["metrics"][0].erase("split");
  write_result(json, path);
  EXPECT_THAT(reading_error({path}), AllOf(StartsWith(path + ": damaged"), HasSubstr("'split'")));
  json["cells"] = 3;
  write_result(json, path);
  EXPECT_THAT(reading_error({path}), StartsWith(path + ": damaged"));
}

TEST(ResultReader, RefusesTrialsWhoseListsDoNotFitEachOther) {
  const TempDir dir;
  const auto error_with = [&](const auto& change) {
    ordered_json json = sample_synthetic(1);
    ordered_json& trial = json["trials"][2];  // of omoe: it has gates
    change(trial);
    write_result(json, dir / "x.json");
    return reading_error({dir / "x.json"});
  };
  const std::string trial = dir / "x.json: damaged: trial omoe/cosine=0.5/lr=0.001/run=0: ";
  EXPECT_EQ(error_with([](ordered_json&) {}), "no error");
  EXPECT_EQ(
      error_with([](ordered_json& t) { t["curve"]["gates"][3].erase(1); }),
      trial + "curve.gates[3] has another shape; expected 2 rows, one per task, of 8 weights");
  EXPECT_EQ(error_with([](ordered_json& t) { t["gates"][1].erase(7); }),
            trial + "gates has another shape; expected 2 rows, one per task, of 8 weights");
  EXPECT_EQ(error_with([](ordered_json& t) { t["curve"]["gates"].erase(20); }),
            trial + "curve.gates has 20 elements; expected 21, one per step");
  EXPECT_EQ(error_with([](ordered_json& t) { t["curve"]["tasks"] = ordered_json::array(); }),
            trial + "curve.tasks is empty; expected an element a task");
  EXPECT_EQ(error_with([](ordered_json& t) { t["curve"]["tasks"][1]["validation_loss"].erase(0); }),
            trial + "validation_loss of y2 has 20 values in the curve; expected 21, one per step");
}

TEST(ResultReader, ChecksTheVersionOfAStudy) {
  const TempDir dir;
  const std::string path = dir / "study.json";
  write_file(path, R"({"schema": "mmoe-bench/sensitivity", "schema_version": 1})");
  EXPECT_EQ(read_results({path}).studies.at(0).path, path);
  write_file(path, R"({"schema": "mmoe-bench/sensitivity", "schema_version": 2})");
  EXPECT_THAT(reading_error({dir.path()}),
              AllOf(StartsWith(path + ": schema_version is 2"), HasSubstr("newer mmoe-bench")));
  write_file(path, R"({"schema": "mmoe-bench/sensitivity"})");
  EXPECT_THAT(reading_error({path}), StartsWith(path + ": damaged: schema_version is null"));
}

TEST(ResultReader, AnEmptyFolderIsAnError) {
  const TempDir dir;
  EXPECT_THAT(reading_error({dir.path()}), HasSubstr("no result file below it"));
}

TEST(ResultReader, EndsAtCtrlC) {
  const auto json = testing::sample_synthetic(1);
  testing::expect_interruptible([&] { to_result(json, "made"); });
}

}  // namespace
}  // namespace mmoe
