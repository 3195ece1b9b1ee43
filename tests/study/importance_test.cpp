// SPDX-License-Identifier: Apache-2.0
#include "study/importance.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

Design sample_design() {
  return {
      .points = 32,
      .factors = {{.name = "idle", .levels = {{"a", {}}, {"b", {}}}},
                  {.name = "rate", .path = "training.batch", .low = 1, .high = 100, .log = true},
                  {.name = "kind", .levels = {{"x", {}}, {3, {}}}}}};
}

TEST(Importance, NamesTheFactorThatDecides) {
  const Design design = sample_design();
  const auto points = design_points(design, 1);
  std::vector<PointValue> values;
  for (const DesignPoint& point : points) {
    values.push_back({&point, point.factors["rate"].get<double>() - 10});
  }
  const auto list = importances(design, values, 1);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].factor, "rate");
  EXPECT_GT(list[0].share, 0.8);
  EXPECT_LT(list[0].p, 0.01);
  EXPECT_GT(list[1].p, 0.05);
  // Quarters by value: the middle of the range, on its scale, is 10.
  ASSERT_EQ(list[0].groups.size(), 4U);
  EXPECT_EQ(list[0].groups.front().holds, 0U);
  EXPECT_EQ(list[0].groups.back().holds, 8U);
  for (const FactorGroup& group : list[0].groups) EXPECT_EQ(group.points, 8U);
}

TEST(Importance, GroupsLevelsByWhatTheyAre) {
  const Design design = sample_design();
  const auto points = design_points(design, 2);
  std::vector<PointValue> values;
  for (const DesignPoint& point : points) {
    values.push_back({&point, point.factors["kind"] == "x" ? 1.0 : -1.0});
  }
  const auto list = importances(design, values, 1);
  EXPECT_EQ(list[0].factor, "kind");
  ASSERT_EQ(list[0].groups.size(), 2U);
  EXPECT_EQ(list[0].groups[0].label, "x");
  EXPECT_EQ(list[0].groups[0].holds, list[0].groups[0].points);
  EXPECT_EQ(list[0].groups[1].label, "3");
  EXPECT_EQ(list[0].groups[1].holds, 0U);
}

TEST(Importance, WhereNothingVariesNothingDecides) {
  const Design design = sample_design();
  const auto points = design_points(design, 1);
  std::vector<PointValue> values;
  for (const DesignPoint& point : points) values.push_back({&point, 1});
  for (const Importance& importance : importances(design, values, 1)) {
    EXPECT_EQ(importance.share, 0);
    EXPECT_EQ(importance.p, 1);
  }
  EXPECT_TRUE(importances(design, {}, 1).empty());
}

}  // namespace
}  // namespace mmoe
