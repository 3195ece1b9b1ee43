// SPDX-License-Identifier: Apache-2.0
#include "report/figures/axis_range.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

void expect_range(const AxisRange& range, double low, double high, double step) {
  EXPECT_DOUBLE_EQ(range.low, low);
  EXPECT_DOUBLE_EQ(range.high, high);
  EXPECT_DOUBLE_EQ(range.step, step);
}

TEST(AxisRange, CoversTheValuesOnRoundNumbers) {
  expect_range(axis_range({}, {0.13, 0.87}, 5), 0, 1, 0.2);
  expect_range(axis_range({}, {0.9446, 0.9479}, 5), 0.944, 0.948, 0.001);
  expect_range(axis_range({}, {-3, 8}, 5), -5, 10, 5);
  expect_range(axis_range({}, {0, 1}, 5), 0, 1, 0.2);  // its ends are round already
}

TEST(AxisRange, KeepsTheBoundsOfTheAxis) {
  expect_range(axis_range({.low = 0, .high = 0.583}, {0.1, 7}, 5), 0, 0.583, 0.2);
}

TEST(AxisRange, ManagesWithoutASpread) {
  expect_range(axis_range({}, {}, 5), 0, 1, 0.2);
  expect_range(axis_range({}, {NAN}, 5), 0, 1, 0.2);
  const AxisRange one = axis_range({}, {2}, 5);
  EXPECT_LT(one.low, 2);
  EXPECT_GT(one.high, 2);
  const AxisRange zero = axis_range({.low = 0}, {0, 0}, 5);
  EXPECT_EQ(zero.low, 0);
  EXPECT_GT(zero.high, 0);
}

TEST(LogAxis, HasRoomAndRoundTics) {
  const Axis axis = log_axis("distance", {0.2, 0, NAN, 1, 0.7});
  EXPECT_TRUE(axis.is_log);
  EXPECT_NEAR(*axis.low, 0.2 / 1.1, 1e-12);
  EXPECT_NEAR(*axis.high, 1.1, 1e-12);
  std::vector<std::string> names;
  for (const auto& [at, name] : axis.tics) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"0.2", "0.5", "1"}));
  EXPECT_EQ(log_axis("distance", {1, 1000}).tics.size(), 7U);  // at 1 and 3
  EXPECT_FALSE(log_axis("distance", {0, -1}).is_log);
}

}  // namespace
}  // namespace mmoe
