// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_source.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"
#include "experiment/trials/probe_experiment.h"

namespace mmoe::testing {
namespace {

/// In each lane proposes the probe's first trial at learning rates that follow from the lane's
/// objectives so far.
class Descent : public TrialSource {
 public:
  Descent(const Probe& probe, std::size_t lag, std::size_t lanes = 1)
      : keys(lanes), first_(probe.trials.front()), lag_(lag) {}

  std::size_t lanes() const override { return keys.size(); }
  std::size_t size() const override { return 9 * keys.size(); }
  std::size_t lag() const override { return lag_; }
  std::optional<Trial> next(std::size_t lane, std::span<const TrialRecord> records) override {
    std::vector<std::string>& own = keys[lane];
    EXPECT_EQ(records.size(), own.size() > lag_ ? own.size() - lag_ : 0);
    if (own.size() == 7 - lane) return std::nullopt;  // before its size is reached
    Trial trial = first_;
    trial.learning_rate *= static_cast<double>(1 + lane);
    for (std::size_t n = 0; n < records.size(); ++n) {
      EXPECT_EQ(records[n].key, own[n]);
      trial.learning_rate += 1e-3 * *records[n].objective;
    }
    trial.key = fmt::format("{}/{}/{}", lane, own.size(), trial.learning_rate);
    own.push_back(trial.key);
    return trial;
  }

  std::vector<std::vector<std::string>> keys;  // of each lane

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
  for (const Trial& trial : probe.trials) EXPECT_EQ(list.next(0, {})->key, trial.key);
  EXPECT_FALSE(list.next(0, {}));
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

TEST(TrialSource, LanesAreTheSameForAnyNumberOfJobsAndStandOneAfterTheOther) {
  const Probe probe;
  for (const std::size_t lag : {0U, 2U}) {
    Descent one(probe, lag, 3), four(probe, lag, 3);
    const auto records = run_source(probe, one, 1);
    EXPECT_EQ(records.size(), 7U + 6U + 5U);
    EXPECT_EQ(records, run_source(probe, four, 4));
    EXPECT_EQ(one.keys, four.keys);
    Descent first(probe, lag, 1);
    EXPECT_EQ(std::vector(records.begin(), records.begin() + 7), run_source(probe, first, 2));
  }
}

TEST(TrialSource, NoLaneWaitsForAnother) {
  const TempDir all, most;
  const Probe probe;
  Store store(all.path(), Store::Mode::kFresh), part(most.path(), Store::Mode::kFresh);
  Descent first(probe, 0, 2), again(probe, 0, 2);
  run_source(probe, first, 1, &store);
  for (const std::string& identity : store.identities()) {
    const std::string record = *store.find(identity);
    if (read_record(record).key != first.keys[0][0]) part.put(identity, record);
  }
  std::size_t found = 0;  // before the first lane's first training ends
  const auto stop_at_training = [&](const TrialEvent& event) {
    if (event.training != nullptr) throw std::runtime_error("stop");
    ++found;
  };
  EXPECT_THROW(run_trials({.experiment = probe.experiment,
                           .data = probe.data,
                           .source = again,
                           .store = &part,
                           .on_trial = stop_at_training}),
               std::runtime_error);
  EXPECT_EQ(found, 6U);
  EXPECT_EQ(again.keys[1], first.keys[1]);
}

TEST(TrialSource, ItsLagDecidesWhatItKnows) {
  const Probe probe;
  Descent at_once(probe, 0), late(probe, 2);
  run_source(probe, at_once, 2);
  run_source(probe, late, 2);
  EXPECT_EQ(at_once.keys[0][0], late.keys[0][0]);
  EXPECT_NE(at_once.keys[0][1], late.keys[0][1]);
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
