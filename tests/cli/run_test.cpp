// SPDX-License-Identifier: Apache-2.0
// mmoe-bench --exp, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/trial_run.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::comparable_result;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::Outcome;
using testing::read_file;
using testing::run_cli;
using ::testing::StartsWith;
using testing::TempDir;
using testing::write_file;

const std::vector<std::string> kTiny = {"--exp",        "synthetic",
                                        "--pilot-runs", "0",
                                        "--steps",      "20",
                                        "--runs",       "2",
                                        "--cosine",     "0.5,1",
                                        "--set",        "data.validation_rows=64",
                                        "--set",        "data.test_rows=64"};

Outcome run(const std::vector<std::string>& flags, const fs::path& out) {
  std::vector<std::string> args = kTiny;
  args.insert(args.end(), flags.begin(), flags.end());
  args.insert(args.end(), {"--out", out.string()});
  return run_cli(args);
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

TEST(Run, PrintsItsTableAndWritesItsResult) {
  const TempDir dir;
  const Outcome outcome = run({}, dir.path());
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (const char* model : {"Single-Task", "Shared-Bottom", "OMoE", "MMoE"}) {
    EXPECT_THAT(outcome.out, HasSubstr(model));
  }
  const json result = json::parse(read_file(dir.path() / "synthetic.json"));
  EXPECT_EQ(result["schema"], "mmoe-bench/result");
  EXPECT_EQ(result["cells"].size(), 8U);
  EXPECT_EQ(result["trials"].size(), 8U * 2 * 2);
  EXPECT_EQ(result["cells"][0]["metrics"][0]["n"], 2);
  // Widths were matched to the paper's MMoE, and the file says to which.
  EXPECT_EQ(result["experiment"]["models"][1]["options"]["bottom"], json({113}));
}

TEST(Run, GivesTheSameBytesForAnyNumberOfJobs) {
  const TempDir one, four;
  ASSERT_EQ(run({"--jobs", "1"}, one.path()).status, 0);
  ASSERT_EQ(run({"--jobs", "4"}, four.path()).status, 0);
  EXPECT_EQ(comparable_result(one / "synthetic.json"), comparable_result(four / "synthetic.json"));
}

TEST(Run, OfAResolvedConfigurationGivesTheSameTrials) {
  const TempDir first, second;
  ASSERT_EQ(run({}, first.path()).status, 0);
  const json result = json::parse(read_file(first.path() / "synthetic.json"));
  write(second.path() / "again.json", result["experiment"].dump());
  const Outcome outcome =
      run_cli({"--exp", (second.path() / "again.json").string(), "--out", second.path().string()});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(comparable_result(second / "synthetic.json")["trials"],
            comparable_result(first / "synthetic.json")["trials"]);
}

TEST(Run, OfAResultFileGivesThatResultAgain) {
  const TempDir first, second;
  ASSERT_EQ(
      run({"--lr", "0.003,0.01", "--seed", "7", "--set", "training.batch=32"}, first.path()).status,
      0);
  const Outcome outcome =
      run_cli({"--exp", first / "synthetic.json", "--out", second.path().string()});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto again = comparable_result(second / "synthetic.json");
  EXPECT_EQ(again.dump(), comparable_result(first / "synthetic.json").dump());
  EXPECT_EQ(again["experiment"]["training"]["batch"], 32);
  EXPECT_EQ(again["trials"].size(), 2U * 4 * 2 * 2);
}

TEST(Run, WritesPredictionsThatGiveTheReportedError) {
  const TempDir dir;
  const fs::path csv = dir.path() / "p.csv";
  ASSERT_EQ(
      run({"--models", "mmoe", "--lr", "0.01", "--predictions", csv.string()}, dir.path()).status,
      0);
  const json result = json::parse(read_file(dir.path() / "synthetic.json"));
  std::map<std::string, std::pair<double, int>> sums;
  std::ifstream file(csv);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "key,task,example,label,output,probability");
  while (std::getline(file, line)) {
    char key[200], task[20];
    int example = 0;
    double label = 0, output = 0;
    ASSERT_EQ(std::sscanf(line.c_str(), "\"%199[^\"]\",%19[^,],%d,%lf,%lf", key, task, &example,
                          &label, &output),
              5);
    auto& [sum, count] = sums[std::string(key) + " " + task];
    sum += (label - output) * (label - output);
    count += 1;
  }
  EXPECT_EQ(sums.size(), 2U * 2 * 2);
  for (const json& trial : result["trials"]) {
    for (const json& metric : trial["metrics"]) {
      if (metric["split"] != "test" || metric["metric"] != "mse") continue;
      const auto& [sum, count] =
          sums.at(trial["key"].get<std::string>() + " " + metric["task"].get<std::string>());
      EXPECT_EQ(count, 64);
      EXPECT_NEAR(sum / count, metric["value"].get<double>(), 1e-5);
    }
  }
}

TEST(Run, ExtendsABuiltInExperimentByAFile) {
  const TempDir dir;
  write(dir.path() / "my.json",
        R"({"extends": "synthetic", "runs": 1, "selected": ["mmoe"],
            "training": {"steps": 5, "learning_rates": [0.01]},
            "data": {"cosine": [0.5], "validation_rows": 32, "test_rows": 32}})");
  const Outcome outcome =
      run_cli({"--exp", (dir.path() / "my.json").string(), "--out", (dir.path() / "out").string()});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json result = json::parse(read_file(dir.path() / "out" / "my.json"));
  EXPECT_EQ(result["experiment"]["runs"], 1);
  EXPECT_EQ(result["experiment"]["training"]["batch"], 128);
  ASSERT_EQ(result["trials"].size(), 1U);
  EXPECT_EQ(result["trials"][0]["key"], "mmoe/cosine=0.5/lr=0.01/run=0");
}

/// The trials of one run at one learning rate, at these points.
std::string listed(const std::vector<std::string>& flags, const std::string& cosine = "0.5") {
  std::vector<std::string> args = {"--cosine", cosine,    "--runs", "1",        "--lr",
                                   "0.01",     "--steps", "0",      "--dry-run"};
  args.insert(args.begin(), flags.begin(), flags.end());
  const Outcome outcome = run_cli(args);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return outcome.out;
}

TEST(Run, TakesARangeOfPoints) {
  const std::string trials = listed({"--exp", "synthetic", "--models", "mmoe"}, "0:1:0.1");
  EXPECT_THAT(trials, HasSubstr("mmoe/cosine=0.3/"));
  EXPECT_THAT(trials, HasSubstr("11 trials"));
}

TEST(Run, AListOfModelsOfOnesOwnIsRunAsItIs) {
  const TempDir dir;
  const fs::path file = dir / "my.json";
  const std::string key = "/cosine=0.5/lr=0.01/run=0";
  const auto two = ::testing::AllOf(HasSubstr("single-task" + key), HasSubstr("mmoe" + key),
                                    HasSubstr("2 trials"));
  write(file, R"({"extends": "synthetic", "models": ["single-task", "mmoe"]})");
  EXPECT_THAT(listed({"--exp", file}), two);
  const std::string set = R"(models=["single-task", "mmoe"])";
  EXPECT_THAT(listed({"--exp", "synthetic", "--set", set}), two);
  write(file, R"({"extends": "synthetic", "paper": {"models": ["single-task", "mmoe"]}})");
  EXPECT_THAT(listed({"--exp", file, "--paper"}), two);
  // What was chosen of one's own list holds, in whatever order it is said.
  EXPECT_THAT(listed({"--exp", "synthetic", "--set", R"(selected=["mmoe"])", "--set", set}),
              HasSubstr("1 trial,"));
  write(file, R"({"extends": "synthetic", "models": ["omoe", "mmoe"], "selected": ["omoe"]})");
  EXPECT_THAT(listed({"--exp", file}), HasSubstr("1 trial,"));
}

/// What a run of no steps of `experiment` says that it ran.
json experiment_run(const std::string& experiment, const fs::path& out,
                    const std::vector<std::string>& flags = {}) {
  std::vector<std::string> args = {"--exp",    experiment, "--out",   out.string(),
                                   "--cosine", "0.5",      "--steps", "0"};
  args.insert(args.end(), flags.begin(), flags.end());
  const Outcome outcome = run_cli(args);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return json::parse(read_file(out / "my.json"))["experiment"];
}

TEST(Run, AModelHasTheSameSizeWhicheverOthersRun) {
  const TempDir dir;
  const json matched = {{"model", "mmoe"}, {"options", {{"experts", 2}}}};
  for (const std::string label : {"mmoe", "mine"}) {
    json reference = matched;
    if (label != "mmoe") reference["label"] = label;
    write(dir / "my.json",
          json({{"extends", "synthetic"},
                {"name", "my"},
                {"runs", 1},
                {"models", {{{"model", "shared-bottom"}, {"match_parameters", label}}, reference}}})
              .dump());
    const json both = experiment_run(dir / "my.json", dir / "both", {"--replace"});
    const json alone =
        experiment_run(dir / "my.json", dir / "alone", {"--models", "shared-bottom", "--replace"});
    ASSERT_EQ(alone["models"].size(), 1U);
    EXPECT_EQ(both["models"][0]["match_parameters"], label);
    EXPECT_EQ(alone["models"][0]["options"], both["models"][0]["options"]);
    EXPECT_NE(alone["models"][0]["options"]["bottom"], json({113}));  // the size of mmoe's defaults
    // A result says all that is needed to run it again.
    EXPECT_EQ(experiment_run(dir / "alone" / "my.json", dir / "again", {"--replace"}), alone);
  }
}

TEST(Run, DivergesAloneAndSaysSo) {
  const TempDir dir;
  const Outcome outcome = run(
      {"--models", "mmoe", "--lr", "0.01,1e3", "--set", "training.optimiser.name=sgd"}, dir.path());
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json result = json::parse(read_file(dir.path() / "synthetic.json"));
  int diverged = 0;
  for (const json& trial : result["trials"]) {
    if (trial["status"] != "diverged") continue;
    diverged += 1;
    EXPECT_EQ(trial["learning_rate"], 1e3);
    EXPECT_TRUE(trial["metrics"].empty());
  }
  EXPECT_EQ(diverged, 4);
  EXPECT_THAT(outcome.out, Not(HasSubstr("diverged")));  // none at the rate that was chosen
  EXPECT_EQ(result["cells"][0]["learning_rate"], 0.01);
}

TEST(Run, ListsTrialsWithoutRunningThem) {
  const TempDir dir;
  const Outcome outcome = run({"--dry-run", "--models", "mmoe", "--lr", "0.01"}, dir.path() / "no");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("mmoe/cosine=0.5/lr=0.01/run=1"));
  EXPECT_THAT(outcome.out, StartsWith("4 trials, about "));
  EXPECT_FALSE(fs::exists(dir.path() / "no"));
}

TEST(Run, AFlagOfTrainingHoldsForModelsThatHaveTheirOwn) {
  const TempDir dir;
  write(dir.path() / "own.json",
        R"({"extends": "synthetic", "data": {"cosine": [0.5]},
            "models": [{"model": "mmoe", "training": {"learning_rates": [0.003]}}],
            "selected": ["mmoe"], "runs": 1})");
  const std::string file = (dir.path() / "own.json").string();
  for (const auto& [flag, value] :
       {std::pair("--lr", "0.01"), std::pair("--set", "training.learning_rates=[0.01]")}) {
    const Outcome outcome = run_cli({"--exp", file, "--steps", "0", flag, value, "--dry-run"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("mmoe/cosine=0.5/lr=0.01/run=0")) << flag;
    EXPECT_THAT(outcome.out, ::testing::Not(HasSubstr("lr=0.003"))) << flag;
  }
}

TEST(Models, AreListedWithOptionsAndDefaults) {
  const Outcome outcome = run_cli({"models", "--json"});
  ASSERT_EQ(outcome.status, 0);
  std::vector<std::string> names;
  for (const json& model : json::parse(outcome.out)) {
    names.push_back(model["name"]);
    EXPECT_FALSE(model["options"].empty());
    EXPECT_FALSE(model["help"].get<std::string>().empty());
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"single-task", "shared-bottom", "l2-constrained",
                                      "cross-stitch", "tensor-factorization", "omoe", "mmoe"}));
}

TEST(Check, PassesEveryModelAndPrintsTheSignature) {
  const Outcome outcome = run_cli({"check", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  const json result = json::parse(outcome.out);
  EXPECT_TRUE(result["ok"]);
  EXPECT_EQ(result["models"].size(), 7U);
  EXPECT_EQ(result["signature"].get<std::string>().size(), 16U);
  EXPECT_EQ(run_cli({"check", "--options", "{\"experts\": 0}", "--models", "mmoe"}).status, 2);
}

TEST(Check, RefusesOptionsThatAreNoObject) {
  for (const std::string options : {"[]", "3", "null"}) {
    const Outcome outcome = run_cli({"check", "--options", options});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err, "error: --options: found " + options + "; expected an object\n");
  }
}

/// Through 60 layers differences lose so many digits that the check must not pass them.
TEST(Check, ThatFailsSaysSoAndExitsWithOne) {
  const json options = {{"bottom", std::vector<int>(60, 12)}};
  const std::vector<std::string> args = {"check", "--models",  "shared-bottom", "--tasks",
                                         "1",     "--options", options.dump()};
  const Outcome outcome = run_cli(args);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("WRONG"));
  EXPECT_THAT(outcome.err, HasSubstr("error: a gradient or precision check failed"));
}

TEST(Run, WarnsOfUnknownDataFilesAndStopsWithStrict) {
  const TempDir dir;
  write_file(dir / "census-income.data", census_text(80));
  write_file(dir / "census-income.test", census_text(60, 20));
  const auto run_census = [&](std::vector<std::string> more) {
    more.insert(more.end(), {"--exp", "census-income", "--data-dir", dir.path(), "--runs", "1",
                             "--steps", "0", "--models", "mmoe", "--out", dir / "out"});
    return run_cli({.args = more, .env = {{"XDG_CACHE_HOME", dir / "cache"}}});
  };
  const Outcome strict = run_census({"--strict"});
  EXPECT_EQ(strict.status, 2);
  EXPECT_THAT(strict.err, MatchesRegex("error: --strict: not the published files[^\n]*\n"));
  EXPECT_FALSE(std::filesystem::exists(dir / "out"));
  const Outcome warned = run_census({"--quiet"});
  EXPECT_EQ(warned.status, 0);
  EXPECT_THAT(warned.err, MatchesRegex("warning: not the published files[^\n]*\n"));
  EXPECT_EQ(run_census({"--log-level", "error"}).err, "");
}

}  // namespace
}  // namespace mmoe
