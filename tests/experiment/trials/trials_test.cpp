// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trials.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <stdexcept>

#include "experiment/trials/probe_experiment.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

// The cosines of these three are one to four decimals.
TEST(Trials, OfNearbyCorrelationsHaveKeysOfTheirOwn) {
  ordered_json config = testing::probe_config();
  config["data"]["cosine"] = ordered_json::array();
  config["data"]["pearson"] = {0.983, 0.984, 0.9845};
  const testing::Probe probe(config);
  std::set<std::string> keys;
  for (const Trial& trial : probe.trials) keys.insert(trial.key);
  EXPECT_EQ(keys.size(), probe.trials.size());
  EXPECT_EQ(probe.trials[0].key, "shared-bottom/pearson=0.983/lr=0.001/run=0");
}

TEST(Trials, TrainAModelAsItIsOnTheirSetting) {
  ordered_json config = testing::probe_config();
  config["models"][1]["at"] = {
      {"cosine=1.0",
       {{"options", {{"experts", 3}}},
        {"training", {{"learning_rates", {0.1, 0.2, 0.3}}, {"batch", 4}}}}},
      {"cosine=0.7", ordered_json::object()}};
  const testing::Probe probe(config);
  std::map<std::string, std::set<double>> rates;
  for (const Trial& trial : probe.trials) {
    const ModelSpec& spec = spec_of(probe.experiment, trial);
    const bool own = trial.key.starts_with("mmoe/cosine=1.0/");
    EXPECT_EQ(spec.training.batch, own ? 4 : 8) << trial.key;
    if (trial.model == 1) {
      EXPECT_EQ(spec.options["experts"], own ? 3 : 2);
      rates[trial.key.substr(0, trial.key.find("/lr"))].insert(trial.learning_rate);
    }
  }
  EXPECT_EQ(rates["mmoe/cosine=0.5"], (std::set{0.001, 0.01}));
  EXPECT_EQ(rates["mmoe/cosine=1.0"], (std::set{0.1, 0.2, 0.3}));
  EXPECT_EQ(read_experiment(probe.experiment.to_json()).to_json(), probe.experiment.to_json());
}

TEST(Trials, ThatHaveOneRateOnTheirSettingHaveNoPilots) {
  ordered_json config = testing::probe_config();
  config["pilot_runs"] = 2;
  config["models"][1]["at"] = {{"cosine=1.0", {{"training", {{"learning_rates", {0.1}}}}}}};
  const testing::Probe probe(config);
  std::map<std::string, int> pilots;
  for (const Trial& trial : expand_pilots(probe.experiment, probe.data)) {
    pilots[trial.key.substr(0, trial.key.find("/lr"))] += 1;
  }
  EXPECT_EQ(pilots["mmoe/cosine=0.5"], 4);
  EXPECT_EQ(pilots["shared-bottom/cosine=1.0"], 4);
  EXPECT_FALSE(pilots.contains("mmoe/cosine=1.0"));
}

/// Settings of the same first member.
class Ambiguous : public DataDescription {
 public:
  std::vector<Setting> settings() const override {
    return {{{"group", 1}, {"half", 1}}, {{"group", 1}, {"half", 2}}};
  }
  Problem problem(std::size_t) const override { return {}; }
  ordered_json identity(std::size_t) const override { return {}; }
  ordered_json describe() const override { return {}; }
};

TEST(Trials, NeverShareAKey) {
  EXPECT_THROW(expand(testing::Probe().experiment, Ambiguous()), std::logic_error);
}

}  // namespace
}  // namespace mmoe
