// SPDX-License-Identifier: Apache-2.0
#include "training/facts_metrics.h"

#include <gmock/gmock.h>

#include <limits>
#include <map>

namespace mmoe {
namespace {

std::map<std::string, std::optional<double>> by_name(const std::vector<MetricValue>& metrics) {
  std::map<std::string, std::optional<double>> values;
  for (const MetricValue& m : metrics) values[m.metric] = m.value;
  return values;
}

constexpr float kUnlabelled = std::numeric_limits<float>::quiet_NaN();

HeldOut six_rows(const Problem& problem) {
  Batch<float> batch;
  batch.dense = Matrix<float>::Zero(1, 6);
  batch.labels = Matrix<float>{{0, 1, 2, 3, 4, 5}, {1, 0, kUnlabelled, 1, 0, 0}};
  return {batch, problem};
}

TEST(FactsMetrics, AreOfTheLabelledRowsOfABinaryTask) {
  const Problem problem{1, 0, {{"number"}, {"some", TaskKind::kBinary, true}}};
  const HeldOut held_out = six_rows(problem);
  const Predictions predictions{{{0, 0, 0, 0, 0, 0}, {3, 2, 9, 1, 2, -1}}, {}};
  const ExampleFacts facts{.groups = {8, 8, 8, 2, 2, 2},
                           .probabilities = {{}, {0.5F, 0.4F, 0.9F, 0.8F, 0.1F, 0.2F}}};
  const auto metrics = by_name(FactsMetrics(held_out, facts).of(predictions, 1));
  EXPECT_DOUBLE_EQ(metrics.at("group_auc").value(), (2 * 1 + 3 * 0.5) / 5);
  EXPECT_DOUBLE_EQ(metrics.at("group_auc_unweighted").value(), 0.75);
  EXPECT_EQ(metrics.at("group_auc_rows"), 1);  // the row without a label does not count
  EXPECT_EQ(metrics.at("group_auc_groups"), 1);
  EXPECT_EQ(metrics.at("ndcg_5_groups"), 1);
  EXPECT_EQ(metrics.at("optimum_auc"), 1);
  // Errors 0.5, 0.4, 0.2, 0.1, 0.2; variance times 5 is 2 (3/5) + ... = 6/5.
  EXPECT_NEAR(metrics.at("optimum_r2").value(),
              1 - (0.25 + 0.16 + 0.04 + 0.01 + 0.04) / (5 * 0.4 * 0.6), 1e-6);
  EXPECT_TRUE(FactsMetrics(held_out, facts).of(predictions, 0).empty());
}

TEST(FactsMetrics, AreOnlyThoseThatSomethingIsKnownFor) {
  const Problem problem{1, 0, {{"number"}, {"some", TaskKind::kBinary, true}}};
  const HeldOut held_out = six_rows(problem);
  const Predictions predictions{{{0, 0, 0, 0, 0, 0}, {3, 2, 9, 1, 2, -1}}, {}};
  EXPECT_TRUE(FactsMetrics(held_out, {}).of(predictions, 1).empty());
  const ExampleFacts grouped{.groups = {1, 1, 1, 1, 1, 1}};
  EXPECT_EQ(FactsMetrics(held_out, grouped).of(predictions, 1).size(), 6U);
}

}  // namespace
}  // namespace mmoe
