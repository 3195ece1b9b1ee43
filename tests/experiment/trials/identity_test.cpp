// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/identity.h"

#include <gtest/gtest.h>

#include <set>

#include "experiment/trials/probe_experiment.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

std::string identity_of(const ordered_json& config, const std::string& signature = "s",
                        std::size_t trial = 0) {
  const Probe probe(config);
  return trial_identity(probe.experiment, probe.data, probe.trials[trial], signature);
}

/// The probe's configuration with one member set.
ordered_json with(const char* pointer, const ordered_json& value) {
  ordered_json config = probe_config();
  config[ordered_json::json_pointer(pointer)] = value;
  return config;
}

TEST(Identity, DiffersBetweenAllTrialsOfAnExperiment) {
  const Probe probe(probe_config(3));
  std::set<std::string> identities;
  for (const Trial& trial : probe.trials) {
    identities.insert(trial_identity(probe.experiment, probe.data, trial, "s"));
  }
  EXPECT_EQ(probe.trials.size(), 24U);
  EXPECT_EQ(identities.size(), 24U);
}

TEST(Identity, ChangesWithWhateverChangesTheRecord) {
  const std::string base = identity_of(probe_config());
  EXPECT_NE(base, identity_of(probe_config(), "another signature"));
  EXPECT_NE(base, identity_of(with("/seed", 6)));
  EXPECT_NE(base, identity_of(with("/training/batch", 9)));
  EXPECT_NE(base, identity_of(with("/training/optimiser/beta1", 0.8)));
  EXPECT_NE(base, identity_of(with("/training/evaluate_every", 1)));  // the curve's points
  EXPECT_NE(base, identity_of(with("/models/0/options/tower", {4})));
  EXPECT_NE(base, identity_of(with("/models/0/label", "named")));
  EXPECT_NE(base, identity_of(with("/data/noise", 0.2)));
}

TEST(Identity, StaysWithWhatLeavesTheRecordAsItIs) {
  const std::string base = identity_of(probe_config());
  EXPECT_EQ(base, identity_of(probe_config(20)));
  EXPECT_EQ(base, identity_of(with("/name", "renamed")));
  EXPECT_EQ(base, identity_of(with("/data/cosine", {0.5, 0.7, 1.0})));  // more points of the sweep
  EXPECT_EQ(base, identity_of(with("/training/learning_rates", {0.001})));
  EXPECT_EQ(base, identity_of(with("/models/1/options/experts", 3)));  // another model's
}

}  // namespace
}  // namespace mmoe::testing
