// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "report/exhibits/exhibit.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

Result reliability_result() {
  Result result;
  result.experiment = {{"name", "made"}, {"data", {{"set", "recommendation"}}}};
  result.data = result.environment = ordered_json::object();
  const ordered_json setting = {{"relatedness", 0.5}};
  result.cells.push_back({.model = "mmoe",
                          .setting = setting,
                          .learning_rate = 0.1,
                          .metrics = {{"engagement", "auc", "test"}}});
  for (std::int64_t run = 0; run < 2; ++run) {
    TrialRecord trial{.model = "mmoe", .setting = setting, .learning_rate = 0.1, .run = run};
    trial.metrics = {{"engagement", "auc", "test", 0.7}};
    const double more = 0.1 * static_cast<double>(run);
    trial.reliability = {{"engagement", {0.1 + more, 0.4}, {0.2, 0.3 + more}}};
    result.trials.push_back(std::move(trial));
  }
  return result;
}

TEST(Reliability, IsTheMeanOfBinsOverRuns) {
  const auto exhibit = reliability(reliability_result());
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels.at(0);
  EXPECT_THAT(panel.traces[0].x, ElementsAre(DoubleNear(0.15, 1e-12), DoubleNear(0.4, 1e-12)));
  EXPECT_THAT(panel.traces[0].y, ElementsAre(DoubleNear(0.2, 1e-12), DoubleNear(0.35, 1e-12)));
  EXPECT_THAT(panel.traces[1].x, ElementsAre(0, DoubleNear(0.4, 1e-12)));  // where it is right
  EXPECT_EQ(panel.traces[1].x, panel.traces[1].y);
}

TEST(Reliability, NeedsTrialsThatKeepIt) {
  Result result = reliability_result();
  result.trials[1].reliability[0].predicted.pop_back();  // bins that do not correspond
  EXPECT_FALSE(reliability(result));
  for (TrialRecord& trial : result.trials) trial.reliability.clear();
  EXPECT_FALSE(reliability(result));
}

}  // namespace
}  // namespace mmoe
