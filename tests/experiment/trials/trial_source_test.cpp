// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_source.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"
#include "experiment/trials/probe_experiment.h"

namespace mmoe::testing {
namespace {

/// Proposes the probe's first trial at learning rates that follow from the objectives so far.
class Descent : public TrialSource {
 public:
  Descent(const Probe& probe, std::size_t lag) : first_(probe.trials.front()), lag_(lag) {}

  std::size_t size() const override { return 9; }
  std::size_t lag() const override { return lag_; }
  std::optional<Trial> next(std::span<const TrialRecord> records) override {
    EXPECT_EQ(records.size(), keys.size() > lag_ ? keys.size() - lag_ : 0);
    if (keys.size() == 7) return std::nullopt;  // before its size is reached
    Trial trial = first_;
    for (const TrialRecord& record : records) trial.learning_rate += 1e-3 * *record.objective;
    trial.key = fmt::format("{}/{}", keys.size(), trial.learning_rate);
    keys.push_back(trial.key);
    return trial;
  }

  std::vector<std::string> keys;

 private:
  Trial first_;
  std::size_t lag_;
};

std::vector<std::string> run_source(const Probe& probe, TrialSource& source, std::size_t jobs,
                                    Store* store = nullptr) {
  return without_seconds(run_trials({.experiment = probe.experiment,
                                     .data = probe.data,
                                     .source = source,
                                     .jobs = jobs,
                                     .store = store,
                                     .on_trial = {}}));
}

TEST(TrialSource, AListGivesItsTrialsInOrder) {
  const Probe probe;
  TrialList list(probe.trials);
  EXPECT_EQ(list.size(), probe.trials.size());
  for (const Trial& trial : probe.trials) EXPECT_EQ(list.next({})->key, trial.key);
  EXPECT_FALSE(list.next({}));
}

TEST(TrialSource, ProposesTheSameForAnyNumberOfJobs) {
  const Probe probe;
  for (const std::size_t lag : {0U, 2U}) {
    Descent one(probe, lag), four(probe, lag);
    const auto records = run_source(probe, one, 1);
    EXPECT_EQ(records.size(), 7U);
    EXPECT_EQ(records, run_source(probe, four, 4));
    EXPECT_EQ(one.keys, four.keys);
  }
}

TEST(TrialSource, ItsLagDecidesWhatItKnows) {
  const Probe probe;
  Descent at_once(probe, 0), late(probe, 2);
  run_source(probe, at_once, 2);
  run_source(probe, late, 2);
  EXPECT_EQ(at_once.keys[0], late.keys[0]);
  EXPECT_NE(at_once.keys[1], late.keys[1]);
}

TEST(TrialSource, GoesOnFromTheStore) {
  const TempDir dir;
  const Probe probe;
  Store store(dir.path(), Store::Mode::kFresh);
  Descent first(probe, 1), again(probe, 1), part(probe, 1);
  const auto stop_at_fourth = [](const TrialEvent& event) {
    if (event.done == 4) throw std::runtime_error("stop");
  };
  EXPECT_THROW(run_trials({.experiment = probe.experiment,
                           .data = probe.data,
                           .source = part,
                           .jobs = 2,
                           .store = &store,
                           .on_trial = stop_at_fourth}),
               std::runtime_error);
  std::size_t found = 0, done = 0, total = 0;
  const auto records = run_trials({.experiment = probe.experiment,
                                   .data = probe.data,
                                   .source = again,
                                   .jobs = 2,
                                   .store = &store,
                                   .on_trial = [&](const TrialEvent& event) {
                                     found += event.training == nullptr;
                                     done = event.done;
                                     total = event.total;
                                   }});
  EXPECT_GE(found, 4U);
  EXPECT_EQ(done, 7U);
  EXPECT_LE(total, 9U);
  EXPECT_EQ(without_seconds(records), run_source(probe, first, 1));
}

}  // namespace
}  // namespace mmoe::testing
