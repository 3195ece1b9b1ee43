// SPDX-License-Identifier: Apache-2.0
#include "results/session.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "base/interrupt.h"
#include "cli/run_cli.h"
#include "experiment/config/overrides.h"
#include "experiment/trials/probe_experiment.h"
#include "results/merge_shards.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

/// Counts the events; interrupts the run after so many trained trials.
class Counter : public RunObserver {
 public:
  explicit Counter(std::size_t interrupt_after = 1000) : left_(interrupt_after) {}

  void begin(std::size_t trials) override { planned = trials; }
  void on_trial(const TrialEvent& event) override {
    (event.training == nullptr ? found : trained) += 1;
    if (event.training != nullptr && --left_ == 0) throw Interrupted();
  }
  void end() override { ended = true; }

  std::size_t planned = 0, found = 0, trained = 0;
  bool ended = false;

 private:
  std::size_t left_;
};

const JsonText& config() {
  static const JsonText text{probe_config(2), {}};
  return text;
}

/// A result file without what may differ from run to run: times and machine.
ordered_json read_stable(const std::filesystem::path& file) {
  ordered_json result = ordered_json::parse(read_file(file));
  result.erase("environment");
  for (ordered_json& cell : result["cells"]) cell.erase("seconds");
  for (ordered_json& trial : result["trials"]) trial.erase("seconds");
  return result;
}

RunOutcome run_in(const std::filesystem::path& folder, RunObserver& observer,
                  SessionOptions options = {}) {
  options.folder = folder;
  return Session(config(), options).run(observer);
}

/// The first trial of the probe with towers of 3, 4 and 5 units.
std::vector<Trial> trials_of_three_settings(const Session& session) {
  std::vector<Trial> trials;
  for (const int width : {3, 4, 5}) {
    Trial trial = session.trials()[0];
    trial.settings = std::make_shared<ModelSpec>(
        with_overrides(spec_of(session.prepared().experiment, trial), {{"tower", {width}}}, ""));
    trial.key += fmt::format("/tower={}", width);
    trials.push_back(trial);
  }
  return trials;
}

TEST(Session, KeepsTrialsOfSeveralSettingsOfAModelInOneStore) {
  const TempDir dir;
  const Session session(config(), {.folder = dir.path()});
  Store store(dir.path(), Store::Mode::kResume);
  const auto trials = trials_of_three_settings(session);
  TrialList source(trials);
  Counter first;
  const auto records = session.run(source, store, first);
  EXPECT_EQ(first.trained, 3U);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_NE(records[0].objective, records[1].objective);
  EXPECT_NE(records[1].objective, records[2].objective);
  TrialList again(trials);
  Counter second;
  EXPECT_EQ(without_seconds(session.run(again, store, second)), without_seconds(records));
  EXPECT_EQ(second.found, 3U);
}

TEST(Session, RunsAnExperimentAndWritesItsResult) {
  const TempDir dir;
  Counter counter;
  const Session session(config(), {.folder = dir / "out", .jobs = 2});
  EXPECT_FALSE(std::filesystem::exists(dir / "out"));  // nothing is written before it runs
  EXPECT_EQ(session.trials().size(), 16U);
  const RunOutcome outcome = session.run(counter);
  EXPECT_EQ(counter.planned, 16U);
  EXPECT_EQ(counter.trained, 16U);
  EXPECT_TRUE(counter.ended);
  EXPECT_EQ(outcome.file, dir / "out" / "probe.json");
  EXPECT_EQ(outcome.records.size(), 16U);
  const ordered_json written = ordered_json::parse(read_file(outcome.file));
  EXPECT_EQ(written["cells"], outcome.result["cells"]);
  EXPECT_EQ(written["trials"][15], ordered_json(outcome.records[15]));
}

TEST(Session, TrainsNothingASecondTime) {
  const TempDir dir;
  Counter first, second, fresh;
  run_in(dir.path(), first);
  const std::string trials = ordered_json::parse(read_file(dir / "probe.json"))["trials"].dump();
  run_in(dir.path(), second);
  EXPECT_EQ(second.found, 16U);
  EXPECT_EQ(second.trained, 0U);
  EXPECT_EQ(ordered_json::parse(read_file(dir / "probe.json"))["trials"].dump(), trials);
  run_in(dir.path(), fresh, {.fresh = true});
  EXPECT_EQ(fresh.trained, 16U);
}

TEST(Session, GoesOnAfterAnInterruptionToTheSameResult) {
  const TempDir dir;
  Counter whole, cut(5), rest;
  run_in(dir / "whole", whole);
  EXPECT_THROW(run_in(dir / "cut", cut), Interrupted);
  EXPECT_FALSE(cut.ended);
  EXPECT_FALSE(std::filesystem::exists(dir / "cut" / "probe.json"));
  run_in(dir / "cut", rest, {.jobs = 3});
  EXPECT_EQ(rest.found, 5U);
  EXPECT_EQ(rest.trained, 11U);
  EXPECT_EQ(read_stable(dir / "cut" / "probe.json"), read_stable(dir / "whole" / "probe.json"));
}

TEST(Session, ShardsMergeToTheResultOfOneRun) {
  const TempDir dir;
  Counter counter;
  run_in(dir / "whole", counter);
  const RunOutcome half = run_in(dir / "1", counter, {.shard = Shard{1, 2}});
  EXPECT_TRUE(half.result.is_null());
  EXPECT_EQ(half.records.size(), 8U);
  try {
    merge_shards({dir / "1"}, dir / "out");
    ADD_FAILURE() << "half of the trials are missing";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("8 of 16 trials are missing: "));
  }
  run_in(dir / "2", counter, {.shard = Shard{2, 2}});
  const RunOutcome merged = merge_shards({dir / "1", dir / "2"}, dir / "out");
  EXPECT_EQ(merged.records.size(), 16U);
  EXPECT_EQ(read_stable(merged.file), read_stable(dir / "whole" / "probe.json"));
}

JsonText pilot_config() {
  ordered_json config = probe_config(2);  // of two rates
  config["pilot_runs"] = 1;
  return {config, {}};
}

RunOutcome run_pilots(const std::filesystem::path& folder, RunObserver& observer,
                      SessionOptions options = {}) {
  options.folder = folder;
  return Session(pilot_config(), options).run(observer);
}

TEST(Session, ChoosesRatesOnPilotsAndTrainsTheReportedRunsAtThoseAlone) {
  const TempDir dir;
  Counter counter, every;
  const RunOutcome outcome = run_pilots(dir / "pilots", counter);
  const RunOutcome all = run_in(dir / "all", every);
  EXPECT_EQ(counter.planned, counter.trained);
  EXPECT_EQ(counter.trained, 8U + 8U);  // one pilot at two rates, two runs at one, of four cells
  EXPECT_EQ(outcome.records.size(), 8U);
  const ordered_json written = ordered_json::parse(read_file(outcome.file));
  EXPECT_EQ(written["experiment"]["pilot_runs"], 1);
  ASSERT_EQ(written["pilots"].size(), 8U);
  EXPECT_EQ(written["pilots"][0]["run"], kFirstPilotRun);
  for (const ordered_json& cell : written["cells"]) {
    EXPECT_EQ(cell["rate_chosen_on"], "pilot runs");
    double best = 1e9;
    double rate = 0;
    for (const ordered_json& pilot : written["pilots"]) {
      if (pilot["model"] != cell["model"] || pilot["setting"] != cell["setting"]) continue;
      if (pilot["objective"] >= best) continue;
      best = pilot["objective"];
      rate = pilot["learning_rate"];
    }
    EXPECT_EQ(cell["learning_rate"], rate);
  }
  // A reported trial is the one that it is without pilots.
  const ordered_json without = read_stable(all.file);
  const ordered_json& every_trial = without["trials"];
  EXPECT_FALSE(without.contains("pilots"));
  EXPECT_EQ(without["cells"][0]["rate_chosen_on"], "reported runs");
  const ordered_json with = read_stable(outcome.file);
  for (const ordered_json& trial : with["trials"]) {
    EXPECT_NE(std::find(every_trial.begin(), every_trial.end(), trial), every_trial.end());
  }
}

TEST(Session, ResumesAndMergesRunsWithPilots) {
  const TempDir dir;
  Counter whole, cut(9), rest, shards;
  run_pilots(dir / "whole", whole);
  EXPECT_THROW(run_pilots(dir / "cut", cut), Interrupted);
  run_pilots(dir / "cut", rest, {.jobs = 2});
  EXPECT_EQ(rest.found, 9U);
  EXPECT_EQ(rest.trained, 7U);
  const ordered_json expected = read_stable(dir / "whole" / "probe.json");
  EXPECT_EQ(read_stable(dir / "cut" / "probe.json"), expected);
  run_pilots(dir / "1", shards, {.shard = Shard{1, 2}});
  EXPECT_EQ(shards.trained, 12U);  // all pilots, half of the others
  EXPECT_THROW(merge_shards({dir / "1"}, dir / "half"), RunError);
  run_pilots(dir / "2", shards, {.shard = Shard{2, 2}});
  EXPECT_EQ(read_stable(merge_shards({dir / "1", dir / "2"}, dir / "out").file), expected);
}

ordered_json looks_in(const std::filesystem::path& file) {
  const auto result = ordered_json::parse(read_file(file));
  return result["environment"].value("looks", ordered_json());
}

TEST(Session, NotesAtWhichRunsItWasLookedAt) {
  const TempDir dir;
  Counter counter;
  const auto run = [&](int runs, SessionOptions options) {
    options.folder = dir / "out";
    return looks_in(Session(JsonText{probe_config(runs), {}}, options).run(counter).file);
  };
  EXPECT_TRUE(run(1, {}).is_null());
  EXPECT_EQ(run(2, {.is_look = true}), ordered_json({1, 2}));  // one run was reported before
  EXPECT_EQ(run(2, {.is_look = true}), ordered_json({1, 2}));
  EXPECT_EQ(run(3, {}), ordered_json({1, 2, 3}));  // what was looked at stays so
  EXPECT_TRUE(run(3, {.replace = true}).is_null());
  EXPECT_EQ(run(1, {.fresh = true, .is_look = true}), ordered_json({1}));
}

TEST(Session, RefusesOutputsBeforeItTrains) {
  const TempDir dir;
  Counter counter;
  run_in(dir / "out", counter);
  JsonText other = config();
  other.value["training"]["batch"] = 9;
  Counter refused;
  EXPECT_THROW(Session(other, {.folder = dir / "out"}).run(refused), InputError);
  EXPECT_THROW(run_in(dir / "new", refused, {.predictions = dir / "nosuch" / "p.csv"}), InputError);
  EXPECT_FALSE(std::filesystem::exists(dir / "new"));
  EXPECT_EQ(refused.planned, 0U);
  EXPECT_NO_THROW(Session(other, {.folder = dir / "out", .replace = true}).run(refused));
}

TEST(Session, RunsEveryTrialForPredictions) {
  const TempDir dir;
  Counter first, second;
  run_in(dir.path(), first);
  run_in(dir.path(), second, {.predictions = dir / "p.csv"});
  EXPECT_EQ(second.trained, 16U);
  EXPECT_THAT(read_file(dir / "p.csv"),
              ::testing::StartsWith("key,task,example,label,output,probability\n\""));
}

TEST(Session, SaysWhereTooManyRunsWereSet) {
  JsonText many = config();
  override_member(many, "runs", 1000000, "my.json:7");
  try {
    const Session session(many, {});
    ADD_FAILURE() << "threw nothing";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), ::testing::StartsWith("my.json:7: runs: found 1000000 runs"));
  }
}

TEST(Session, ShardsHaveFoldersOfTheirOwn) {
  EXPECT_EQ(Session(config(), {}).folder(), "results/probe");
  EXPECT_EQ(default_folder("probe", Shard{2, 3}), "results/probe/shard-2-of-3");
}

}  // namespace
}  // namespace mmoe::testing
