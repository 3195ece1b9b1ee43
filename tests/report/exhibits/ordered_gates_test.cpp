// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "report/exhibits/exhibit.h"
#include "report/exhibits/gate_order.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(GateOrder, IsByTheFirstTaskThenTheSecond) {
  const Gates ordered = ordered_by_first_task({{0.2, 0.5, 0.2, 0.1}, {0.1, 0.2, 0.3, 0.4}});
  EXPECT_THAT(ordered[0], ElementsAre(0.5, 0.2, 0.2, 0.1));
  EXPECT_THAT(ordered[1], ElementsAre(0.2, 0.3, 0.1, 0.4));
  EXPECT_TRUE(ordered_by_first_task({}).empty());
}

TEST(GateOrder, DistanceIsTotalVariationAndDoesNotDependOnIt) {
  const Gates gates = {{0.5, 0.5, 0}, {0.25, 0.25, 0.5}};
  EXPECT_EQ(gate_distance(gates), 0.5);
  EXPECT_EQ(gate_distance(ordered_by_first_task(gates)), 0.5);
  EXPECT_EQ(gate_distance({{1, 0}, {0, 1}}), 1);
  EXPECT_EQ(gate_distance({{1, 0}, {0, 1}, {0, 1}}), 2.0 / 3);
  EXPECT_FALSE(gate_distance({{1, 0}}));
  EXPECT_FALSE(gate_distance({}));
}

TEST(GateOrder, EntropyIsOneWhereEvenAndZeroForOneExpert) {
  EXPECT_DOUBLE_EQ(gate_entropy({0.25, 0.25, 0.25, 0.25}).value(), 1);
  EXPECT_EQ(gate_entropy({0, 1, 0}), 0);
  EXPECT_FALSE(gate_entropy({1}));
}

/// Runs of MMoE on the recommendation log, at rho 0 and 1.
Result gate_result() {
  Result result;
  result.experiment = {{"name", "made"}, {"data", {{"set", "recommendation"}}}};
  result.data = result.environment = ordered_json::object();
  const std::vector<std::vector<Gates>> by_setting = {
      {{{0.7, 0.2, 0.1}, {0.1, 0.2, 0.7}}, {{0.1, 0.1, 0.8}, {0.6, 0.3, 0.1}}},
      {{{0.5, 0.3, 0.2}, {0.5, 0.3, 0.2}}, {{0.2, 0.6, 0.2}, {0.2, 0.5, 0.3}}}};
  for (std::size_t s = 0; s < by_setting.size(); ++s) {
    const ordered_json setting = {{"relatedness", static_cast<double>(s)}};
    result.cells.push_back(
        {.model = "mmoe", .setting = setting, .learning_rate = 0.1, .metrics = {}});
    for (const Gates& gates : by_setting[s]) {
      TrialRecord trial{.model = "mmoe", .setting = setting, .learning_rate = 0.1, .gates = gates};
      trial.run = static_cast<std::int64_t>(result.trials.size() % 2);
      trial.curve.tasks = {{"engagement", {}, {}, {}}, {"satisfaction", {}, {}, {}}};
      result.trials.push_back(std::move(trial));
    }
  }
  return result;
}

double mean_weight(const TableCell& cell) { return std::get<Number>(cell).value.value(); }

TEST(OrderedGates, AreMeansOverRunsOfExpertsInOrder) {
  const auto exhibit = ordered_gates(gate_result());
  ASSERT_TRUE(exhibit);
  const auto& rows = exhibit->tables[0].rows;
  ASSERT_EQ(rows.size(), 6U);  // two tasks at two settings, and in the paper
  // By number expert 0 would have (0.7 + 0.1) / 2.
  EXPECT_NEAR(mean_weight(rows[0][3]), 0.75, 1e-12);
  EXPECT_NEAR(mean_weight(rows[1][3]), 0.1, 1e-12);  // satisfaction's weight of the same experts
  EXPECT_NEAR(std::get<Number>(rows[0][3]).interval->high, 0.8, 1e-12);
  EXPECT_EQ(std::get<std::string>(rows[4][0]), "the paper");
  EXPECT_NEAR(mean_weight(rows[5][3]), 0.14, 1e-12);
  EXPECT_NEAR(mean_weight(rows[4].back()), (0.3 + 0.62 + 0.15 + 0.17) / 2, 1e-12);
}

TEST(OrderedGates, DrawTheDistanceAgainstTheCorrelation) {
  const auto exhibit = ordered_gates(gate_result());
  ASSERT_EQ(exhibit->figures.size(), 2U);
  const Trace& distance = exhibit->figures[1].panels[0].traces[0];
  EXPECT_THAT(distance.x, ElementsAre(0, 1));
  EXPECT_THAT(distance.y, ElementsAre(DoubleNear((0.6 + 0.7) / 2, 1e-12), DoubleNear(0.05, 1e-12)));
  Result one = gate_result();
  one.cells.pop_back();
  EXPECT_EQ(ordered_gates(one)->figures.size(), 1U);
}

TEST(OrderedGates, HaveDecilesInTheOrderOfTheMeans) {
  Result result = gate_result();
  for (TrialRecord& trial : result.trials) {
    trial.gate_deciles.assign(9, trial.gates);
    for (auto& task : trial.gate_deciles[0]) task.assign(3, 0.0);
    for (auto& task : trial.gate_deciles[8]) task.assign(3, 1.0);
  }
  const auto exhibit = ordered_gates(result);
  ASSERT_EQ(exhibit->figures.size(), 3U);
  const Figure& figure = exhibit->figures[1];
  ASSERT_EQ(figure.panels.size(), 2U);
  const Trace& satisfaction = figure.panels[0].traces[1];
  EXPECT_EQ(satisfaction.label, "satisfaction");
  EXPECT_NEAR(figure.panels[0].traces[0].y[0], 0.75, 1e-12);
  EXPECT_NEAR(satisfaction.y[0], 0.1, 1e-12);
  EXPECT_THAT(satisfaction.low, ElementsAre(0, 0, 0));
  EXPECT_THAT(satisfaction.high, ElementsAre(1, 1, 1));
}

TEST(OrderedGates, NeedGates) {
  Result result = gate_result();
  for (TrialRecord& trial : result.trials) trial.gates.clear();
  EXPECT_FALSE(ordered_gates(result));
}

}  // namespace
}  // namespace mmoe
