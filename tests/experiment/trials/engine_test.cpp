// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/engine.h"

#include <gtest/gtest.h>

#include "cli/run_cli.h"
#include "experiment/trials/probe_experiment.h"
#include "interruptible.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

struct Counts {
  std::size_t found = 0, computed = 0;
};

std::vector<TrialRecord> run_and_count(const Probe& probe, Store& store, Counts& counts) {
  counts = {};
  TrialList list(probe.trials);
  return run_trials({.experiment = probe.experiment,
                     .data = probe.data,
                     .source = list,
                     .jobs = 1,
                     .store = &store,
                     .on_trial = [&](const TrialEvent& event) {
                       (event.training == nullptr ? counts.found : counts.computed) += 1;
                       EXPECT_EQ(event.done, counts.found + counts.computed);
                       EXPECT_EQ(event.total, probe.trials.size());
                     }});
}

TEST(Engine, GivesTheSameRecordsForAnyNumberOfJobs) {
  const Probe probe(probe_config(2));
  const auto one = without_seconds(probe.run(nullptr, 1));
  EXPECT_EQ(one, without_seconds(probe.run(nullptr, 4)));
  for (std::size_t t = 0; t < one.size(); ++t)
    EXPECT_EQ(read_record(one[t]).key, probe.trials[t].key);
}

// The last trials share the jobs that are idle, if their batches are in slices.
TEST(Engine, GivesTheSameRecordsWhenJobsShareATrial) {
  ordered_json config = probe_config();
  config["data"]["cosine"] = {0.5};
  config["models"].erase(0);
  config["training"]["learning_rates"] = {0.01};
  config["training"]["slices"] = 3;
  const Probe probe(config);
  ASSERT_EQ(probe.trials.size(), 1U);
  const auto one = without_seconds(probe.run(nullptr, 1));
  for (const std::size_t jobs : {2U, 3U}) EXPECT_EQ(one, without_seconds(probe.run(nullptr, jobs)));
  config["training"]["slices"] = 1;
  EXPECT_NE(one, without_seconds(Probe(config).run(nullptr, 3)));
}

TEST(Engine, TakesStoredTrialsAsTheyAre) {
  const TempDir dir;
  const Probe probe;
  Counts counts;
  Store store(dir.path(), Store::Mode::kFresh);
  const auto first = run_and_count(probe, store, counts);
  EXPECT_EQ(counts.computed, 8U);
  const auto second = run_and_count(probe, store, counts);
  EXPECT_EQ(counts.found, 8U);
  EXPECT_EQ(counts.computed, 0U);
  for (std::size_t t = 0; t < first.size(); ++t) {
    EXPECT_EQ(record_text(first[t]), record_text(second[t]));
  }
  EXPECT_EQ(without_seconds(first), without_seconds(probe.run(nullptr)));
}

TEST(Engine, RunsOnlyWhatIsNew) {
  const TempDir dir;
  Store store(dir.path(), Store::Mode::kFresh);
  Counts counts;
  run_and_count(Probe(probe_config(1)), store, counts);
  const Probe longer(probe_config(3));
  const auto records = run_and_count(longer, store, counts);
  EXPECT_EQ(counts.found, 8U);
  EXPECT_EQ(counts.computed, 16U);
  EXPECT_EQ(without_seconds(records), without_seconds(longer.run(nullptr)));

  ordered_json config = probe_config(3);
  config["models"][0]["options"]["bottom"] = {7};
  run_and_count(Probe(config), store, counts);
  EXPECT_EQ(counts.computed, 12U);  // the other model's twelve are there
}

TEST(Engine, CountsTheCostOfFoundTrialsApart) {
  const TempDir dir;
  const Probe probe;
  Store store(dir.path(), Store::Mode::kFresh);
  probe.run(&store);
  double found = 0, total = 0;
  TrialList list(probe.trials);
  run_trials({.experiment = probe.experiment,
              .data = probe.data,
              .source = list,
              .jobs = 1,
              .store = &store,
              .on_trial = [&](const TrialEvent& event) {
                found = event.cost_found;
                total = event.cost_total;
                EXPECT_EQ(event.cost_done, event.cost_found);
              }});
  EXPECT_DOUBLE_EQ(found, total);
}

TEST(Engine, KeepsWhatFinishedBeforeAFailure) {
  const TempDir dir;
  const Probe probe;
  Store store(dir.path(), Store::Mode::kFresh);
  const auto fail_at_third = [](const TrialEvent& event) {
    if (event.done == 3) throw std::runtime_error("stop");
  };
  TrialList list(probe.trials);
  EXPECT_THROW(run_trials({.experiment = probe.experiment,
                           .data = probe.data,
                           .source = list,
                           .jobs = 1,
                           .store = &store,
                           .on_trial = fail_at_third}),
               std::runtime_error);
  Counts counts;
  const auto records = run_and_count(probe, store, counts);
  EXPECT_EQ(counts.found, 3U);
  EXPECT_EQ(without_seconds(records), without_seconds(probe.run(nullptr)));
}

TEST(Engine, EndsAtCtrlCWhileItTakesStoredTrials) {
  const TempDir dir;
  const Probe probe;
  const auto run = [&] {
    Store store(dir.path(), Store::Mode::kResume);
    probe.run(&store);
  };
  run();
  expect_interruptible(run);
}

}  // namespace
}  // namespace mmoe::testing
