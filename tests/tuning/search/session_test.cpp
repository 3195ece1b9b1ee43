// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/session.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/error.h"
#include "cli/run_cli.h"
#include "experiment/trials/probe_experiment.h"
#include "tuning/search/merge_searches.h"
#include "tuning/search/source.h"
#include "tuning/search/timeless.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

constexpr std::size_t kTrainings = 6;
constexpr std::size_t kStudies = 2;

/// Two models on one setting, 6 trainings each, then two candidates and the own on two fresh runs.
JsonText search_config(const std::string& method = "gp", std::int64_t lag = 0) {
  ordered_json config = probe_config();
  config["data"]["cosine"] = {0.5};
  config["training"]["learning_rates"] = {0.01};
  config["tuning"] = {{"trainings", kTrainings},
                      {"method", method},
                      {"lag", lag},
                      {"candidates", 2},
                      {"fresh_runs", 2}};
  config["models"][0]["tune"] = ordered_json::parse(R"({
    "training.learning_rates[]": {"low": 1e-3, "high": 1e-1, "scale": "log"},
    "tower[]": {"low": 2, "high": 9, "whole": true}})");
  config["models"][1]["tune"] = ordered_json::parse(R"({
    "experts": {"low": 1, "high": 4, "whole": true},
    "expert[]": {"low": 4, "high": 32, "scale": "log", "whole": true, "divided_by": "experts"}})");
  return {config, {}};
}

class SearchCounter : public RunObserver {
 public:
  explicit SearchCounter(std::size_t interrupt_after = 1000) : left_(interrupt_after) {}
  void on_trial(const TrialEvent& event) override {
    if (event.training == nullptr) return;
    trained += 1;
    runs.insert(event.trial.run);
    if (--left_ == 0) throw Interrupted();
  }
  std::size_t trained = 0;
  std::set<std::uint32_t> runs;

 private:
  std::size_t left_;
};

ordered_json search_in(const std::filesystem::path& folder, std::size_t jobs = 1,
                       const JsonText& config = search_config()) {
  SearchCounter counter;
  return timeless(TuningSession(config, {.folder = folder, .jobs = jobs}).run(counter)->summary);
}

std::string session_refusal(const JsonText& config) {
  try {
    const TempDir dir;
    TuningSession(config, {.folder = dir / "out"});
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(TuningSession, SearchesEachModelOnAnEqualBudget) {
  const TempDir dir;
  SearchCounter counter;
  const WrittenTuning written =
      TuningSession(search_config(), {.folder = dir / "out"}).run(counter).value();
  EXPECT_EQ(written.file, dir / "out" / "probe.json");
  const ordered_json& summary = written.summary;
  EXPECT_EQ(ordered_json::parse(read_file(written.file)), summary);
  EXPECT_EQ(summary["complete"], true);
  ASSERT_EQ(summary["studies"].size(), kStudies);
  for (const ordered_json& study : summary["studies"]) {
    EXPECT_EQ(study["budget"]["finished"], kTrainings);
    EXPECT_GT(study["budget"]["cost"], 0);
    EXPECT_EQ(study["trials"].size(), kTrainings);
    EXPECT_EQ(study["history"].back(), study["best_so_far"]["objective"]);
    EXPECT_EQ(study["options"].size(), 2U);
    ASSERT_EQ(study["believed"].size(), kTrainings);
    EXPECT_LT(study["believed"].back()[0], study["believed"].back()[1]);
    EXPECT_EQ(study["candidates"].size(), 3U);
    EXPECT_TRUE(study["candidates"].back()["settings"].is_null()) << "the experiment's own";
    EXPECT_EQ(study["candidates"][0]["fresh"]["n"], 2);
    EXPECT_EQ(study["test"].size(), 4U) << "mse and r2 of two tasks, of the best alone";
    EXPECT_TRUE(study["optimism"]["mean"].is_number());
  }
  EXPECT_EQ(counter.trained, kStudies * (kTrainings + 3 * 2));
  // Runs that no experiment has: up to 1e9.
  for (const std::uint32_t run : counter.runs) EXPECT_GE(run, kTuningRuns);
}

TEST(TuningSession, PairsTheRunsOfAllSettings) {
  const TempDir dir;
  const ordered_json summary = search_in(dir / "out");
  std::set<std::string> settings;
  for (const ordered_json& trial : summary["studies"][0]["trials"]) {
    const bool is_new = settings.insert(trial["settings"].dump()).second;
    EXPECT_EQ(trial["run"] == 0, is_new) << trial;
  }
}

TEST(TuningSession, WritesTheSameWhateverTheJobs) {
  for (const std::int64_t lag : {0, 2}) {
    const TempDir dir;
    const ordered_json one = search_in(dir / "1", 1, search_config("gp", lag));
    EXPECT_EQ(search_in(dir / "3", 3, search_config("gp", lag)), one) << lag;
  }
}

TEST(TuningSession, ShardsMergeToTheSearchOfOneRun) {
  const TempDir dir;
  SearchCounter counter;
  const JsonText config = search_config("gp", 1);
  for (const std::size_t i : {1U, 2U, 3U}) {  // more shards than studies: the last has none
    const SessionOptions options{.folder = dir / std::to_string(i), .shard = Shard{i, 3}};
    const TuningSession session(config, options);
    EXPECT_EQ(session.studies(), i < 3 ? 1U : 0U);
    EXPECT_FALSE(session.run(counter));
    EXPECT_TRUE(is_search(options.folder));
  }
  EXPECT_THROW(merge_searches({dir / "2"}, dir / "half"), RunError);
  const auto merged = merge_searches({dir / "3", dir / "2", dir / "1"}, dir / "merged");
  SearchCounter once, again;
  const auto whole = TuningSession(config, {.folder = dir / "whole", .jobs = 2}).run(once);
  EXPECT_EQ(timeless(merged.summary), timeless(whole->summary));
  EXPECT_EQ(counter.trained, once.trained);
  TuningSession(config, {.folder = dir / "merged"}).run(again);
  EXPECT_EQ(again.trained, 0U);
}

TEST(TuningSession, MergesNothingIntoAnotherSearch) {
  const TempDir dir;
  SearchCounter counter;
  TuningSession(search_config(), {.folder = dir / "a"}).run(counter);
  TuningSession(search_config("random"), {.folder = dir / "b"}).run(counter);
  EXPECT_THROW(merge_searches({dir / "a"}, dir / "b"), InputError);
  EXPECT_THROW(merge_searches({dir / "a", dir / "b"}, dir / "c"), InputError);
  EXPECT_EQ(merge_searches({dir / "a"}, dir / "b", /*replace=*/true).summary["complete"], true);
}

/// Enough trainings for some to be given up.
JsonText long_search() {
  JsonText config = search_config("random");
  config.value["training"]["steps"] = 10;
  config.value["training"]["evaluate_every"] = 1;
  config.value["tuning"]["trainings"] = 16;
  return config;
}

TEST(TuningSession, GivesUpTheSameWhateverTheJobsAndInterruptions) {
  const TempDir dir;
  const ordered_json one = search_in(dir / "1", 1, long_search());
  EXPECT_GT(one["studies"][0]["budget"]["given_up"], 0);
  EXPECT_EQ(search_in(dir / "3", 3, long_search()), one);
  const TuningSession session(long_search(), {.folder = dir / "cut"});
  for (bool done = false; !done;) {
    SearchCounter counter(9);
    try {
      session.run(counter);
      done = true;
    } catch (const Interrupted&) {
    }
  }
  EXPECT_EQ(timeless(tuning_json(*read_tuning_outcome(dir / "cut"))), one);
}

TEST(TuningSession, GoesOnAfterInterruptionsAsIfThereHadBeenNone) {
  const TempDir dir;
  const ordered_json whole = search_in(dir / "whole");
  const TuningSession session(search_config(), {.folder = dir / "cut"});
  std::size_t trained = 0, interruptions = 0;
  for (bool done = false; !done;) {
    SearchCounter counter(5);
    try {
      session.run(counter);
      done = true;
    } catch (const Interrupted&) {
      ++interruptions;
    }
    trained += counter.trained;
  }
  EXPECT_GE(interruptions, 4U);
  EXPECT_EQ(trained, kStudies * (kTrainings + 3 * 2)) << "nothing is trained twice";
  EXPECT_EQ(timeless(tuning_json(*read_tuning_outcome(dir / "cut"))), whole);
}

TEST(TuningSession, CanBeReadWhileItRuns) {
  const TempDir dir;
  const TuningSession session(search_config(), {.folder = dir / "out"});
  SearchCounter counter(7);
  EXPECT_THROW(session.run(counter), Interrupted);
  const ordered_json summary = tuning_json(*read_tuning_outcome(dir / "out"));
  EXPECT_EQ(summary["complete"], false);
  std::size_t finished = 0;
  for (const ordered_json& study : summary["studies"]) {
    finished += study["trials"].size();
    EXPECT_FALSE(study.contains("test"));
    EXPECT_TRUE(study.contains("best_so_far"));
  }
  EXPECT_EQ(finished, 7U);
}

TEST(TuningSession, AddsTrainingsToAShorterSearch) {
  const TempDir dir;
  JsonText shorter = search_config();
  shorter.value["tuning"]["trainings"] = 5;
  search_in(dir / "out", 1, shorter);
  SearchCounter counter;
  TuningSession(search_config(), {.folder = dir / "out"}).run(counter);
  EXPECT_LE(counter.trained, kStudies * (1 + 2 * 2)) << "one more, and new candidates' fresh runs";
  EXPECT_EQ(timeless(tuning_json(*read_tuning_outcome(dir / "out"))), search_in(dir / "whole"));
}

TEST(TuningSession, PausesWhenItsTimeIsOver) {
  const TempDir dir;
  SearchCounter counter;
  EXPECT_THROW(TuningSession(search_config(), {.folder = dir / "out"}, 1e-9).run(counter), Paused);
  EXPECT_EQ(counter.trained, 1U);
}

TEST(TuningSession, RefusesAFolderOfAnotherSearch) {
  const TempDir dir;
  search_in(dir / "out");
  JsonText other = search_config();
  other.value["models"][1]["tune"]["experts"]["high"] = 3;
  try {
    search_in(dir / "out", 1, other);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("holds a search with models[1].tune.experts.high 4; "
                                        "found 3 here"));
  }
}

TEST(TuningSession, MakesAnExperimentOfWhatItFound) {
  const TempDir dir;
  search_in(dir / "out");
  const auto outcome = read_tuning_outcome(dir / "out");
  const JsonText tuned{tuned_experiment(*outcome, ""), {}};
  EXPECT_FALSE(has_tuning(tuned));
  const Experiment experiment = resolve(tuned);
  EXPECT_EQ(experiment.name, "probe-tuned");
  const StudyOutcome& mmoe = outcome->studies[1];
  const Candidate& best = mmoe.candidates[*mmoe.best];
  if (best.setting) {
    const Trial trial = mmoe.study.trial(*best.setting, 0);
    EXPECT_EQ(experiment.models[1].options, trial.settings->options);
  } else {
    EXPECT_EQ(experiment.models[1].options, outcome->experiment.models[1].options);
  }
  EXPECT_THROW(tuned_experiment(*outcome, "cosine=0.7"), FieldError);
}

TEST(TuningSession, MakesOneExperimentOfWhatItFoundOnSeveralSettings) {
  const TempDir dir;
  JsonText config = search_config("random");
  config.value["data"]["cosine"] = {0.5, 1};
  config.value["tuning"]["trainings"] = 2;
  search_in(dir / "out", 2, config);
  const auto outcome = read_tuning_outcome(dir / "out");
  const Experiment experiment = resolve({tuned_experiment(*outcome, ""), {}});
  std::size_t own = 0;  // settings that are not the experiment's
  for (const StudyOutcome& study : outcome->studies) {
    const std::string key = study.study.setting() == 0 ? "cosine=0.5" : "cosine=1.0";
    const ModelSpec& entry = experiment.models[study.study.model()];
    const auto& found = study.candidates[*study.best].setting;
    EXPECT_EQ(entry.at.contains(key), found.has_value());
    if (!found) continue;
    ++own;
    const ModelSpec spec = spec_at(entry, key);
    const Trial trial = study.study.trial(*found, 0);
    EXPECT_EQ(spec.options, trial.settings->options);
    EXPECT_EQ(spec.training.learning_rates, trial.settings->training.learning_rates);
  }
  EXPECT_GT(own, 0U);
  const Experiment first = resolve({tuned_experiment(*outcome, "cosine=0.5"), {}});
  for (std::size_t m = 0; m < kStudies; ++m) {
    EXPECT_TRUE(first.models[m].at.is_null());
    EXPECT_EQ(first.models[m].options, spec_at(experiment.models[m], "cosine=0.5").options);
  }
}

/// The setting that an experiment has on one setting of the data is what a search there starts
/// from.
TEST(TuningSession, TakesAModelAsItIsOnTheStudysSetting) {
  JsonText config = search_config();
  config.value["data"]["cosine"] = {0.5, 1};
  config.value["models"][1]["at"] = {{"cosine=1.0", {{"options", {{"tower", {5}}}}}}};
  const TuningPlan plan = read_tuning(config);
  const Prepared prepared = prepare(without_tuning(config), "");
  const auto studies = make_studies(plan, prepared.experiment, *prepared.data);
  const auto tower = [&](std::size_t study) {
    return studies[study].own_trial(0).settings->options["tower"];
  };
  EXPECT_EQ(tower(1), ordered_json({3}));
  EXPECT_EQ(tower(3), ordered_json({5}));
}

TEST(TuningSession, RefusesWhatCannotBeSearched) {
  const auto with_tune = [](const char* tune) {
    JsonText config = search_config();
    config.value["models"][1]["tune"] = ordered_json::parse(tune);
    return config;
  };
  EXPECT_THAT(session_refusal(with_tune(R"({"expertz": {"low": 1, "high": 3, "whole": true}})")),
              HasSubstr("models[1].options.expertz: unknown field; did you mean 'experts'?"));
  EXPECT_THAT(session_refusal(with_tune(R"({"label": {"values": ["a", "b"]}})")),
              HasSubstr("models[1].label: is not an option"));
  EXPECT_THAT(session_refusal(with_tune(R"({"experts": {"low": 1, "high": 3}})")),
              HasSubstr("models[1].options.experts: found"));
  EXPECT_THAT(session_refusal(with_tune(R"({"experts": {"low": 0, "high": 3, "whole": true}})")),
              HasSubstr("found 0; expected 1 to 4096"));
  JsonText metric = search_config();
  metric.value["tuning"]["objective"] = {{"metric", "auc"}};
  EXPECT_THAT(session_refusal(metric),
              HasSubstr("tuning.objective.metric: no task has 'auc'; expected mse"));
  JsonText task = search_config();
  task.value["tuning"]["objective"] = {{"metric", "mse"}, {"task", "y3"}};
  EXPECT_THAT(session_refusal(task), HasSubstr("tuning.objective.task: found 'y3'; did you mean"));
  JsonText rates = search_config();
  rates.value["models"][1]["training"]["learning_rates"] = {0.1, 0.2};
  EXPECT_THAT(session_refusal(rates), HasSubstr("a setting has 2 learning rates; expected one"));
}

TEST(TuningSession, TellsMethodsAndSeedsApart) {
  const auto settings = [](const JsonText& config) {
    const TempDir dir;
    const ordered_json summary = search_in(dir / "out", 1, config);
    ordered_json list = ordered_json::array();
    for (const ordered_json& trial : summary["studies"][0]["trials"]) {
      list.push_back(trial["settings"]);
    }
    return list;
  };
  JsonText seeded = search_config("sobol");
  seeded.value["seed"] = 6;
  const ordered_json sobol = settings(search_config("sobol"));
  EXPECT_NE(sobol, settings(search_config("random")));
  EXPECT_NE(sobol, settings(seeded));
}

TEST(TuningSession, GivesTrainingsUpThatAreWorseThanMost) {
  JsonText config = long_search();
  const auto budgets = [&](double share) {
    config.value["tuning"]["give_up"] = share;
    const TempDir dir;
    SearchCounter counter;
    const auto written = TuningSession(config, {.folder = dir / "out"}).run(counter);
    return std::pair{written->summary["studies"][0]["budget"],
                     written->summary["studies"][1]["budget"]};
  };
  const auto whole = budgets(0), shorter = budgets(0.4);
  EXPECT_EQ(whole.first["given_up"], 0);
  EXPECT_GT(shorter.first["given_up"], 0);
  EXPECT_GT(shorter.second["given_up"], 0);
  EXPECT_LT(shorter.first["cost"], whole.first["cost"]);  // the settings are the same
  EXPECT_EQ(shorter.first["finished"], 16);
}

TEST(TuningSession, EndsWhereEverySettingDiverged) {
  JsonText config = search_config();
  config.value["models"][0]["tune"] = ordered_json::parse(
      R"({"training.learning_rates[]": {"low": 1e2, "high": 1e3, "scale": "log"}})");
  config.value["models"][0]["training"] = {{"optimiser", {{"name", "sgd"}}}, {"steps", 60}};
  const TempDir dir;
  const ordered_json summary = search_in(dir / "out", 1, config);
  const ordered_json& study = summary["studies"][0];
  EXPECT_EQ(study["budget"]["diverged"], kTrainings);
  EXPECT_EQ(study["trials"].size(), kTrainings);
  EXPECT_EQ(study["candidates"].size(), 1U) << "the experiment's own alone";
  EXPECT_TRUE(study["optimism"].is_null());
}

}  // namespace
}  // namespace mmoe::testing
