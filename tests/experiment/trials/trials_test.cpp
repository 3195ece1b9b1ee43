// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trials.h"

#include <gtest/gtest.h>

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
