// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_groups.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "experiment/trials/probe_experiment.h"
#include "experiment/trials/trial_record.h"

namespace mmoe::testing {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

Groups groups_of(const Probe& probe, std::size_t jobs) {
  std::vector<std::size_t> all(probe.trials.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return group_trials(probe.experiment, probe.trials, all, jobs);
}

/// Setting, run and batch of a trial.
std::tuple<std::size_t, std::uint32_t, Index> data_of(const Probe& probe, std::size_t t) {
  const Trial& trial = probe.trials[t];
  return {trial.setting, trial.run, probe.experiment.models[trial.model].training.batch};
}

TEST(TrialGroups, HoldEachTrialOnceAndOneRunOfDataEach) {
  const Probe probe(probe_config(12));  // 96 trials
  for (const std::size_t jobs : {1, 2, 100}) {
    std::set<std::size_t> seen;
    for (const auto& group : groups_of(probe, jobs)) {
      for (const std::size_t t : group) {
        EXPECT_TRUE(seen.insert(t).second);
        EXPECT_EQ(data_of(probe, t), data_of(probe, group.front()));
      }
    }
    EXPECT_EQ(seen.size(), probe.trials.size()) << jobs;
  }
}

TEST(TrialGroups, AreAsLargeAsAFairShareOfWorkAllows) {
  const Probe probe(probe_config(12));
  EXPECT_EQ(groups_of(probe, 1).size(), 24U);   // a run: 2 models, 2 rates
  EXPECT_EQ(groups_of(probe, 4).size(), 48U);   // at most 3 of 4: two and two
  EXPECT_EQ(groups_of(probe, 12).size(), 96U);  // one each: the threads would else wait
}

TEST(TrialGroups, DoNotMixBatchSizes) {
  auto config = probe_config(12);
  config["models"][1]["training"]["batch"] = 16;
  EXPECT_EQ(groups_of(Probe(config), 1).size(), 48U);
}

TEST(TrialGroups, ComeOutAsTheirTrialsAloneDo) {
  auto config = probe_config();
  config["training"]["steps"] = 21;  // not a multiple of the batches drawn at a time
  config["models"][0]["training"]["select"] = "best";
  config["models"][0]["training"]["patience"] = 1;
  config["models"][1]["training"]["steps"] = 9;
  const Probe probe(config);
  std::vector<const Trial*> together;
  for (const Trial& trial : probe.trials) {
    if (trial.setting == 0) together.push_back(&trial);
  }
  const auto outcomes = run_together(probe.experiment, probe.data, together);
  ASSERT_EQ(outcomes.size(), 4U);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    auto record = outcomes[i].record;
    auto alone = run_trial(probe.experiment, probe.data, *together[i]);
    record.seconds = alone.record.seconds = 0;
    EXPECT_EQ(record_text(record), record_text(alone.record));
    EXPECT_EQ(outcomes[i].training.theta, alone.training.theta) << together[i]->key;
  }
}

}  // namespace
}  // namespace mmoe::testing
