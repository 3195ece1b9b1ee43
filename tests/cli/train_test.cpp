// SPDX-License-Identifier: Apache-2.0
// mmoe-bench train: the model of a run, without the run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/trial_run.h"
#include "data/table/table_fixture.h"

namespace mmoe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Args = std::vector<std::string>;

Args joined(Args args, const Args& more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

class Train : public ::testing::Test {
 protected:
  Outcome train(const std::string& what, const Args& more) const {
    return run_cli(joined({"train", what, "--out", model()}, more));
  }

  std::string tiny(int steps = 40) const { return write_tiny_experiment(dir_.path(), steps); }

  /// Runs one model once and returns what --save-models kept.
  std::string kept_by_run(const Args& what, const std::string& which, const std::string& file) {
    const Outcome run = run_cli(
        joined({"--runs", "1", "--quiet", "--save-models", which, "--out", dir_ / ("out-" + which)},
               what));
    EXPECT_EQ(run.status, 0) << run.err;
    return read_file(dir_ / ("out-" + which) / "models" / file);
  }

  fs::path model() const { return dir_ / "m.safetensors"; }

  /// Expects one line of error, and neither a model nor a part of one.
  void expect_refused(const Outcome& outcome, const std::string& said) const {
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("error: "), HasSubstr(said)));
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    expect_nothing_left();
  }

  void expect_nothing_left() const {
    for (const auto& entry : fs::directory_iterator(dir_.path())) {
      EXPECT_THAT(entry.path().filename().string(),
                  AllOf(Not(HasSubstr(".tmp")), Not(HasSubstr("safetensors"))));
    }
  }

  TempDir dir_;
};

TEST_F(Train, KeepsTheModelOfTheRun) {
  const Outcome outcome = train(tiny(), {"--model", "mmoe", "--seed", "7", "--jobs", "2"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const Args run = {"--exp", tiny(), "--models", "mmoe", "--seed", "7"};
  const std::string trained = read_file(model());
  EXPECT_EQ(trained, kept_by_run(run, "best", "mmoe/cosine=0.5.safetensors"));
  // Of both rates' models it is the one that is better on validation data.
  const bool is_low =
      kept_by_run(run, "all", "mmoe/cosine=0.5/lr=0.001/run=0.safetensors") == trained;
  const fs::path other = dir_ / "out-all/models/mmoe/cosine=0.5/lr=0.01/run=0.safetensors";
  EXPECT_NE(read_file(other) == trained, is_low);
  EXPECT_THAT(outcome.err, HasSubstr("cosine=0.5: the first of 2 settings"));
  EXPECT_THAT(outcome.err, HasSubstr("next: mmoe-bench predict " + model().string()));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("MMoE"), HasSubstr("validation"), HasSubstr("mse")));
  EXPECT_EQ(run_cli({"model", "describe", model()}).status, 0);
}

TEST_F(Train, ChoosesTheRateOnPilotsAsTheRunDoes) {
  const Args pilots = {"--set", "pilot_runs=2"};
  ASSERT_EQ(train(tiny(), joined(pilots, {"--model", "mmoe", "--cosine", "1"})).status, 0);
  EXPECT_EQ(read_file(model()),
            kept_by_run(joined(pilots, {"--exp", tiny(), "--models", "mmoe", "--cosine", "1"}),
                        "best", "mmoe/cosine=1.0.safetensors"));
}

TEST_F(Train, TakesTheRecipeOfATable) {
  write_file(dir_ / "t.csv", small_table(200));
  const std::string recipe = dir_ / "my.json";
  write_file(recipe, small_recipe());
  const Args shorter = {"--steps", "20", "--batch", "16"};
  const Outcome outcome = train(recipe, joined(shorter, {"--model", "single-task", "--json"}));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(read_file(model()),
            kept_by_run(joined(shorter, {"--exp", "table", "--set", "data.recipe=" + recipe,
                                         "--models", "single-task"}),
                        "best", "single-task/table=my.safetensors"));
  const auto last = nlohmann::json::parse(outcome.out.substr(outcome.out.rfind("{\"event\"")));
  EXPECT_EQ(last["event"], "model");
  EXPECT_EQ(last["file"], model().string());
  EXPECT_EQ(last["trial"]["validation"].size(), 2 * 7U);  // metrics of each binary task
  EXPECT_EQ(run_cli({"predict", model(), dir_ / "t.csv"}).status, 0);
}

TEST_F(Train, NeedsNoNameOfTheOnlyModel) {
  const Args one = {"--set", R"(models=[{"model": "omoe"}])", "--steps", "2"};
  const Outcome outcome = train(tiny(), joined(one, {"--quiet"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("OMoE"));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Train, RefusesWhatIsNoOneModel) {
  expect_refused(train(tiny(), {}), "--model: found 2 models: shared-bottom, mmoe; expected");
  expect_refused(train(tiny(), {"--model", "mmoe,omoe"}), "--model: found 2 models");
  expect_refused(train(tiny(), {"--model", "mmeo"}), "--model: unknown model 'mmeo'");
  expect_refused(train("census-tuning", {"--model", "mmoe"}), "census-tuning: found a search");
  expect_refused(train("synthetc", {"--model", "mmoe"}), "error: unknown experiment 'synthetc'");
  expect_refused(run_cli({"train", tiny(), "--model", "mmoe"}), "--out");
}

TEST_F(Train, ReplacesNothingElse) {
  const auto train_to = [&](const fs::path& place) {
    return run_cli({"train", tiny(), "--model", "mmoe", "--out", place});
  };
  expect_refused(train_to(dir_ / "m.bin"), "expected a name that ends in .safetensors");
  expect_refused(train_to(dir_ / "none" / "m.safetensors"), "cannot write");
  write_file(model(), "precious");
  const Outcome outcome = train(tiny(), {"--model", "mmoe"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("which a trained model would replace"));
  EXPECT_EQ(read_file(model()), "precious");
}

TEST_F(Train, AModelOfOtherTrainingIsReplacedWhereThatIsAsked) {
  ASSERT_EQ(train(tiny(), {"--model", "mmoe"}).status, 0);
  const std::string kept = read_file(model());
  for (const Args& other : {Args{"--model", "omoe"}, Args{"--model", "mmoe", "--steps", "41"},
                            Args{"--model", "mmoe", "--seed", "2"}}) {
    const Outcome outcome = train(tiny(), other);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("holds a model of another training, mmoe/"));
    EXPECT_EQ(read_file(model()), kept);
  }
  EXPECT_EQ(train(tiny(), {"--model", "mmoe"}).status, 0);
  EXPECT_EQ(read_file(model()), kept);
  EXPECT_EQ(train(tiny(), {"--model", "omoe", "--replace"}).status, 0);
  EXPECT_NE(read_file(model()), kept);
}

/// "normalised_entropy" is as long as a name of a metric gets.
TEST_F(Train, NamesOfMetricsAreApartFromTheirValues) {
  write_file(dir_ / "t.csv", small_table(200));
  write_file(dir_ / "my.json", small_recipe());
  const Outcome outcome =
      train(dir_ / "my.json", {"--model", "mmoe", "--steps", "5", "--batch", "16"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (const char* metric : {"normalised_entropy", "calibration_ratio", "calibration_error"}) {
    const auto at = outcome.out.find(metric);
    ASSERT_NE(at, std::string::npos) << metric;
    EXPECT_EQ(outcome.out[at + std::string(metric).size()], ' ') << metric;
  }
}

TEST_F(Train, ADryRunListsItsTrials) {
  const Outcome outcome = train(tiny(), {"--model", "mmoe", "--dry-run"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("2 trials"), HasSubstr("mmoe/cosine=0.5/lr=0.01/run=0"),
                                 Not(HasSubstr("cosine=1")), Not(HasSubstr("shared-bottom"))));
  expect_nothing_left();
}

TEST_F(Train, NoModelIsKeptOfADivergedTraining) {
  const Outcome outcome = train(tiny(), {"--model", "mmoe", "--lr", "1000", "--set",
                                         "training.optimiser.name=sgd", "--quiet"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("mmoe diverged at every learning rate"));
  expect_nothing_left();
}

TEST_F(Train, AnInterruptionLeavesNothing) {
  Process process({"train", tiny(100'000'000), "--model", "mmoe", "--out", model()}, dir_ / "err");
  const auto has_begun = [&] {
    return read_file(dir_ / "err").find("the first of 2 settings") != std::string::npos;
  };
  while (!has_begun()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  process.signal(SIGINT);
  EXPECT_EQ(process.wait(), 130);
  EXPECT_THAT(read_file(dir_ / "err"), HasSubstr("interrupted; no model was kept\n"));
  expect_nothing_left();
}

}  // namespace
}  // namespace mmoe::testing
