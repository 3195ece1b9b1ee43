// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/identity.h"

#include <gtest/gtest.h>

#include <set>

#include "experiment/config/overrides.h"
#include "experiment/trials/probe_experiment.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

const ordered_json kSignatures = {{"shared-bottom", "s"}, {"mmoe", "t"}};

std::string identity_of(const ordered_json& config, const ordered_json& signatures = kSignatures,
                        std::size_t trial = 0) {
  const Probe probe(config);
  return trial_identity(probe.experiment, probe.data, probe.trials[trial], signatures);
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
    identities.insert(trial_identity(probe.experiment, probe.data, trial, kSignatures));
  }
  EXPECT_EQ(probe.trials.size(), 24U);
  EXPECT_EQ(identities.size(), 24U);
}

TEST(Identity, ChangesWithWhateverChangesTheRecord) {
  const std::string base = identity_of(probe_config());
  EXPECT_NE(base, identity_of(probe_config(), {{"shared-bottom", "other"}, {"mmoe", "t"}}));
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
  EXPECT_EQ(base, identity_of(probe_config(), {{"shared-bottom", "s"}, {"mmoe", "other"}}));
  EXPECT_EQ(base, identity_of(probe_config(),
                              {{"shared-bottom", "s"}, {"mmoe", "t"}, {"new-model", "u"}}));
  EXPECT_EQ(base, identity_of(with("/training/patience", TrainingOptions{}.patience)));
}

// The identities of a store of before trials could have settings of their own.
TEST(Identity, StaysWhatItWasForStoredTrials) {
  EXPECT_EQ(identity_of(probe_config()),
            "a714b88eaebeb732f1aff6511b8a25a0ffb786cb61d451981560b3810b342773");
  EXPECT_EQ(identity_of(probe_config(), kSignatures, 7),
            "b2c256bfaedd56fa45af1fd949aca4d11a90716c560fdeaba5ead273bd3e42f1");
}

TEST(Identity, CoversTheSettingsOfATrial) {
  const Probe probe;
  const auto identity = [&](const Trial& trial) {
    return trial_identity(probe.experiment, probe.data, trial, kSignatures);
  };
  Trial trial = probe.trials[0];
  const ModelSpec& own = spec_of(probe.experiment, trial);
  trial.settings = std::make_shared<ModelSpec>(own);
  EXPECT_EQ(identity(trial), identity(probe.trials[0])) << "the experiment's own settings";
  trial.settings = std::make_shared<ModelSpec>(with_overrides(own, {{"tower", {4}}}, "models[0]"));
  const std::string wider = identity(trial);
  trial.settings =
      std::make_shared<ModelSpec>(with_overrides(own, {{"training.batch", 16}}, "models[0]"));
  EXPECT_NE(wider, identity(probe.trials[0]));
  EXPECT_NE(wider, identity(trial));
  EXPECT_NE(identity(trial), identity(probe.trials[0]));
}

// An option that has its default is no part of an identity: with another default, stored trials of
// before would be taken for what they are not. So a default that changes raises kComputation in
// signature.cpp, and then changes here; a new option is added here.
constexpr const char* kDefaults = R"({
    "training": {"batch": 128, "slices": 1, "steps": 10000, "evaluate_every": 500, "learning_rates": [0.0001, 0.001, 0.01], "schedule": "constant", "warmup": 0, "decay_factor": 0.1, "decay_every": 1000, "averaging": 0.0, "task_weights": [], "initialisation": "glorot-uniform", "output_scale": 1.0, "select": "last", "objective": "loss", "patience": 0, "give_up_after": 0, "give_up_above": 0.0,
      "optimiser": {"name": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "momentum": 0.0, "weight_decay": 0.0, "decay": "l2", "clip_norm": 0.0, "tables": "dense", "tables_rate": 1.0}},
    "single-task": {"bottom": [113], "tower": [8], "activation": "relu", "dropout": 0.0},
    "shared-bottom": {"bottom": [113], "tower": [8], "activation": "relu", "dropout": 0.0},
    "l2-constrained": {"bottom": [113], "tower": [8], "activation": "relu", "dropout": 0.0, "alpha": 0.001},
    "cross-stitch": {"bottom": [113], "tower": [8], "activation": "relu", "dropout": 0.0, "own": 0.9},
    "tensor-factorization": {"bottom": [113], "tower": [8], "activation": "relu", "dropout": 0.0, "r1": 32, "r2": 32, "r3": 2, "factors": "scaled"},
    "omoe": {"experts": 8, "expert": [16], "shared_bottom": [], "tower": [8], "gate_bias": false, "activation": "relu", "dropout": 0.0},
    "mmoe": {"experts": 8, "expert": [16], "shared_bottom": [], "tower": [8], "gate_bias": false, "activation": "relu", "dropout": 0.0}})";

TEST(Identity, StandsForTheDefaultsOfStoredTrials) {
  const ordered_json stored = ordered_json::parse(kDefaults);
  EXPECT_EQ(TrainingOptions{}.write(), stored["training"]);
  for (const ModelEntry& model : models()) {
    ASSERT_TRUE(stored.contains(model.name)) << "a new model: add its defaults";
    EXPECT_EQ(model.resolve(ordered_json::object(), model.name), stored[model.name]) << model.name;
  }
}

}  // namespace
}  // namespace mmoe::testing
