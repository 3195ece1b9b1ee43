// SPDX-License-Identifier: Apache-2.0
#include "math/grouped_metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "math/metrics.h"
#include "paths.h"

namespace mmoe {
namespace {

using GroupValues = std::vector<float>;
using ExampleGroups = std::vector<std::int32_t>;

// Five users: 0 has AUC 1 (two rows), 4 has 1/2 (four rows, of which two are tied); 1 has but
// positives, 2 but negatives, 3 one row. The rows of a user do not stand together.
const ExampleGroups kUsers = {4, 0, 4, 1, 2, 2, 4, 0, 3, 1, 4};
const GroupValues kUserScores = {3, 5, 2, 9, 9, 8, 2, 4, 7, 1, 1};
const GroupValues kUserLabels = {0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 0};

TEST(GroupedAuc, IsByHandOverFiveUsers) {
  // User 4: the positive scores 2, negatives 3, 2, 1: (0 + 1/2 + 1) / 3.
  const GroupedAuc auc = grouped_auc(kUserScores, kUserLabels, kUsers);
  EXPECT_DOUBLE_EQ(auc.by_group.value(), (1 + 0.5) / 2);
  EXPECT_DOUBLE_EQ(auc.by_rows.value(), (2 * 1 + 4 * 0.5) / 6);
  EXPECT_DOUBLE_EQ(auc.rows.value(), 6.0 / 11);
  EXPECT_DOUBLE_EQ(auc.groups.value(), 2.0 / 5);
}

TEST(GroupedAuc, OfGroupsOfOneClassIsUndefinedAndCoversNothing) {
  const GroupedAuc auc =
      grouped_auc(GroupValues{1, 2, 3}, GroupValues{1, 0, 0}, ExampleGroups{0, 1, 1});
  EXPECT_FALSE(auc.by_rows);
  EXPECT_FALSE(auc.by_group);
  EXPECT_EQ(auc.rows, 0);
  EXPECT_EQ(auc.groups, 0);
  EXPECT_FALSE(grouped_auc(GroupValues{}, GroupValues{}, ExampleGroups{}).rows);
}

TEST(GroupedAuc, OfOneGroupIsTheAuc) {
  const ExampleGroups one(kUserScores.size(), 7);
  const GroupedAuc auc = grouped_auc(kUserScores, kUserLabels, one);
  EXPECT_EQ(auc.by_rows, area_under_roc(kUserScores, kUserLabels));
  EXPECT_EQ(auc.rows, 1);
}

TEST(GroupedNdcg, IsByHandOverFiveUsers) {
  // 0: first of two; 1 and 3: all positive; 4: tied for ranks 2 and 3; 2 has none.
  const double second = 1 / std::log2(3);
  const double third = 1 / std::log2(4);
  const GroupedNdcg ndcg = grouped_ndcg(kUserScores, kUserLabels, kUsers, 5);
  EXPECT_DOUBLE_EQ(ndcg.mean.value(), (1 + 1 + 1 + (second + third) / 2) / 4);
  EXPECT_DOUBLE_EQ(ndcg.groups.value(), 4.0 / 5);
  // At k = 2 a tie that reaches beyond it has its share of rank 2 alone.
  const GroupedNdcg at_2 = grouped_ndcg(kUserScores, kUserLabels, kUsers, 2);
  EXPECT_DOUBLE_EQ(at_2.mean.value(), (1 + 1 + 1 + second / 2) / 4);
}

TEST(GroupedNdcg, IsUndefinedWithoutPositives) {
  const GroupedNdcg ndcg =
      grouped_ndcg(GroupValues{1, 2}, GroupValues{0, 0}, ExampleGroups{0, 1}, 5);
  EXPECT_FALSE(ndcg.mean);
  EXPECT_EQ(ndcg.groups, 0);
}

TEST(GroupedMetrics, AreEmptyWhereAScoreIsNotFinite) {
  EXPECT_FALSE(grouped_auc(GroupValues{NAN, 1}, GroupValues{0, 1}, ExampleGroups{0, 0}).rows);
  EXPECT_FALSE(
      grouped_ndcg(GroupValues{INFINITY, 1}, GroupValues{0, 1}, ExampleGroups{0, 0}, 5).groups);
}

TEST(GroupedMetrics, AgreeWithScikitLearn) {
  std::ifstream file(testing::source_dir() / "tests/fixtures/sklearn/metrics.json");
  const auto fixture = nlohmann::json::parse(file);
  EXPECT_GE(fixture.at("grouped").size(), 5U);
  for (const auto& [name, c] : fixture.at("grouped").items()) {
    const auto scores = c["scores"].get<GroupValues>();
    const auto labels = c["labels"].get<GroupValues>();
    const auto groups = c["groups"].get<ExampleGroups>();
    const GroupedAuc auc = grouped_auc(scores, labels, groups);
    EXPECT_NEAR(auc.by_rows.value(), c["auc_by_rows"], 1e-12) << name;
    EXPECT_NEAR(auc.by_group.value(), c["auc_by_group"], 1e-12) << name;
    EXPECT_NEAR(auc.rows.value(), c["auc_rows"], 1e-12) << name;
    EXPECT_NEAR(auc.groups.value(), c["auc_groups"], 1e-12) << name;
    const GroupedNdcg ndcg = grouped_ndcg(scores, labels, groups, 5);
    EXPECT_NEAR(ndcg.mean.value(), c["ndcg_5"], 1e-12) << name;
    EXPECT_NEAR(ndcg.groups.value(), c["ndcg_groups"], 1e-12) << name;
  }
}

}  // namespace
}  // namespace mmoe
