// SPDX-License-Identifier: Apache-2.0
// Gains over Single-Task and sweeps of the correlation, worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/exhibit_builder.h"
#include "report/exhibits/exhibit.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;
using testing::ExhibitBuilder;
using ::testing::HasSubstr;
using testing::number;
TEST(Gain, IsTheMeanOfPairedDifferencesAndPositiveWhereSharingHelps) {
  ExhibitBuilder builder("synthetic");
  for (const double pearson : {0.1, 0.5}) {
    const ordered_json setting = {{"cosine", pearson}, {"pearson", pearson}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("mmoe", setting, "mse", {0.8, 1.6 + pearson});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& rows = exhibit->tables[0].rows;
  ASSERT_EQ(rows.size(), 2);  // a setting each: name, correlation, gain
  EXPECT_NEAR(number(rows[0][1]), 0.1, 1e-12);
  EXPECT_NEAR(number(rows[0][2]), (0.2 + 0.3) / 2, 1e-12);
  EXPECT_NEAR(number(rows[1][2]), (0.2 - 0.1) / 2, 1e-12);
}

TEST(Gain, OfManySettingsHasAPanelForEachModel) {
  ExhibitBuilder builder("synthetic");
  for (int i = 0; i < 10; ++i) {
    const ordered_json setting = {{"cosine", 0.1 * i}, {"pearson", 0.05 * i}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("omoe", setting, "mse", {0.8, 1.7});
    builder.add("mmoe", setting, "mse", {0.7, 1.8 + 0.01 * i});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& panels = exhibit->figures[0].panels;
  ASSERT_EQ(panels.size(), 2);
  EXPECT_EQ(panels[1].title, "MMoE");
  EXPECT_EQ(panels[0].y.high, panels[1].y.high);
  EXPECT_EQ(panels[1].traces.size(), 2);  // the line at 0, the points
  EXPECT_EQ(panels[1].traces[1].x.size(), 10);
}

TEST(Gain, KeepsTheCorrelationAndDrawsPointsBesideIt) {
  ExhibitBuilder builder("synthetic");
  for (const double pearson : {0.0, 0.5}) {
    const ordered_json setting = {{"cosine", pearson}, {"pearson", pearson}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("omoe", setting, "mse", {0.9, 1.6});
    builder.add("mmoe", setting, "mse", {0.8, 1.6});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels[0];
  const Trace& first = panel.traces[1];  // after the line at 0
  const Trace& second = panel.traces[2];
  EXPECT_THAT(first.x, ElementsAre(0, 0.5));
  EXPECT_THAT(second.x, ElementsAre(0, 0.5));
  EXPECT_THAT(panel.traces[0].x, ElementsAre(0, *panel.x.high));
  EXPECT_THAT(panel.traces[0].drawn_x(), ElementsAre(*panel.x.low, *panel.x.high));
  const double apart = second.drawn_x()[0] - first.drawn_x()[0];
  EXPECT_GE(apart, 0.02 * 0.5);  // a marker's width or so
  EXPECT_LT(*panel.x.low, first.drawn_x()[0]);
}

TEST(Gain, AndSweepNeedCorrelationsThatDiffer) {
  ExhibitBuilder builder("synthetic");
  for (const char* protocol : {"a", "b"}) {
    const ordered_json setting = {{"protocol", protocol}, {"pearson", 0.2}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("mmoe", setting, "mse", {0.8, 1.7});
  }
  EXPECT_FALSE(gain(builder.result));
  EXPECT_FALSE(sweep(builder.result));
}

TEST(Figure3, IsOfThePapersNetworkWhereTheResultHasIt) {
  ExhibitBuilder builder("synthetic");
  builder.add("shared-bottom", {{"cosine", 0.5}}, "mse", {1.0, 2.0});
  EXPECT_THAT(shared_bottom_loss(builder.result)->how_to_read, HasSubstr("smaller"));
  builder.add("shared-bottom-16", {{"cosine", 0.5}}, "mse", {1.0, 2.0});
  const auto exhibit = shared_bottom_loss(builder.result);
  EXPECT_EQ(exhibit->title, "Shared-Bottom by task correlation (Figure 3)");
  EXPECT_EQ(exhibit->figures[0].panels[0].title, "Shared-Bottom, 16 units");
  EXPECT_THAT(exhibit->how_to_read, HasSubstr("the same network"));
}

TEST(Sweep, NeedsTwoCorrelations) {
  ExhibitBuilder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}, {"pearson", 0.1}}, "mse", {1.0, 2.0});
  EXPECT_FALSE(sweep(builder.result));
  builder.add("mmoe", {{"cosine", 0.9}, {"pearson", 0.3}}, "mse", {0.5, 0.7});
  const auto exhibit = sweep(builder.result);
  ASSERT_TRUE(exhibit);
  const Trace& line = exhibit->figures[0].panels[0].traces[0];
  EXPECT_THAT(line.x, ElementsAre(0.1, 0.3));
  EXPECT_THAT(line.y, ElementsAre(1.5, 0.6));
}

TEST(Sweep, OfManyModelsDrawsBarsSideBySideAndSaysSo) {
  ExhibitBuilder builder("synthetic");
  const auto exhibit_of = [&](const std::vector<const char*>& models) {
    for (const char* model : models) {
      for (const double pearson : {0.0, 0.5}) {
        builder.add(model, {{"cosine", pearson}, {"pearson", pearson}}, "mse", {1.0, 2.0, 1.5});
      }
    }
    return sweep(builder.result).value();
  };
  const Exhibit bands = exhibit_of({"single-task", "omoe", "mmoe"});
  EXPECT_THAT(bands.how_to_read, HasSubstr("Bands are 95%"));
  const Exhibit bars = exhibit_of({"shared-bottom"});
  EXPECT_THAT(bars.how_to_read, HasSubstr("bars are 95%"));
  const Panel& panel = bars.figures[0].panels[0];
  EXPECT_EQ(panel.traces[0].x, panel.traces[1].x);
  EXPECT_LT(panel.traces[0].drawn_x()[0], panel.traces[1].drawn_x()[0]);
  EXPECT_LT(*panel.x.low, panel.traces[0].drawn_x()[0]);  // at 0, but not under the axis
}

}  // namespace
}  // namespace mmoe
