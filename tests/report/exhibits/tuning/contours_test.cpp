// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/contours.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;

/// A search whose prediction rises by `slope` over its first option.
ordered_json mapped_study(const char* model, int group, double slope) {
  ordered_json study = ordered_json::parse(R"({
    "trials": [{"places": [0.1, 0.9], "objective": -0.7}, {"places": [0.2, 0.8], "objective": null},
               {"places": [0.3, 0.7], "objective": -0.9}],
    "space": [{"path": "training.learning_rates[]", "low": 0.001, "high": 0.1, "scale": "log",
               "whole": false},
              {"path": "experts", "low": 2, "high": 256, "scale": "log", "whole": true}],
    "options": [
      {"path": "training.learning_rates[]",
       "slice": {"values": [0.001, 0.01, 0.1], "places": [0, 0.5, 1]}},
      {"path": "experts", "slice": {"values": [2, 256], "places": [0.25, 0.75]}}],
    "map": {"options": [0, 1], "places": [[0, 0.5, 1], [0.25, 0.75]], "objective": []}})");
  study["model"] = model;
  study["setting"] = {{"group", group}};
  study["map"]["objective"] = {{-1.0, slope / 2 - 1, slope - 1}, {-1.0, slope / 2 - 1, slope - 1}};
  return study;
}

TEST(TuningContours, AreAFigurePerSettingWithLinesAtTheSameLossesInAllPanels) {
  const ordered_json studies = {mapped_study("mmoe", 1, 0.001), mapped_study("omoe", 1, 0.008),
                                mapped_study("mmoe", 2, 0.25)};
  const auto figures = tuning_contours(studies);
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].name, "contours-1");
  ASSERT_EQ(figures[0].panels.size(), 2U);
  const Panel& panel = figures[0].panels[0];
  EXPECT_EQ(panel.title, "MMoE, group 1");
  EXPECT_EQ(panel.x.label, "learning rate");
  EXPECT_EQ(panel.y.label, "experts");
  EXPECT_THAT(panel.x.tics,
              ElementsAre(std::pair(0.0, "0.001"), std::pair(0.5, "0.01"), std::pair(1.0, "0.1")));
  EXPECT_THAT(panel.y.tics, ElementsAre(std::pair(0.25, "2"), std::pair(0.75, "256")));
  ASSERT_EQ(panel.traces.size(), 7U);
  EXPECT_THAT(panel.traces.front().x, ElementsAre(0.1));  // all trainings but the best tenth
  EXPECT_THAT(panel.traces.back().x, ElementsAre(0.3));
  EXPECT_THAT(panel.traces.back().x_values, ElementsAre("0.00398107"));  // 0.001 x 100^0.3
  EXPECT_THAT(panel.traces.back().y_values, ElementsAre("54.8527"));     // 1.5 x 171^0.7
  // Half of omoe's places are 0.004 worse or less.
  for (const Panel& any : figures[0].panels) {
    EXPECT_EQ(any.traces[1].label, "0.0001 worse");
    EXPECT_EQ(any.traces[5].label, "0.002 worse");
  }
  EXPECT_EQ(figures[0].panels[1].traces[5].x.size(), 2U);
  EXPECT_NEAR(figures[0].panels[1].traces[5].x[0], 0.25, 1e-9);
  // Half a step of the scale above 0.001, between two levels of the search.
  EXPECT_THAT(figures[0].panels[1].traces[5].x_values, ElementsAre("0.00316228", "0.00316228"));
  EXPECT_TRUE(panel.traces[5].x.empty()) << "mmoe loses 0.001 at most";
  EXPECT_EQ(figures[1].panels[0].traces[5].label, "0.1 worse");
}

TEST(TuningContours, OfASummaryWithoutAMapAreNone) {
  ordered_json study = mapped_study("mmoe", 1, 0.1);
  study.erase("map");
  EXPECT_TRUE(tuning_contours(ordered_json::array({study})).empty());
  EXPECT_TRUE(tuning_contours(ordered_json::array()).empty());
}

}  // namespace
}  // namespace mmoe
