// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/figures.h"

#include <gmock/gmock.h>

#include "report/exhibits/tuning/axes.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;

/// A search of as many trainings, each 0.001 better than the one before, at places of its own.
ordered_json study_of(int trainings) {
  ordered_json study = ordered_json::parse(R"({"model": "mmoe", "setting": {"group": 1},
    "negated": true,
    "options": [
      {"path": "training.learning_rates[]",
       "slice": {"values": [0.001, 0.1], "places": [0, 1], "objective": [-0.9, -0.8]}},
      {"path": "bottom[]",
       "slice": {"values": [16, 512], "places": [0, 1], "objective": [-0.9, -0.8]}}]})");
  for (int i = 1; i <= trainings; ++i) {
    const double place = i / 100.0;
    const double objective = -0.9 - i / 1000.0;
    study["trials"].push_back(
        {{"places", {place, 1 - place}}, {"objective", objective}, {"seconds", 2}});
    study["history"].push_back(objective);
  }
  return study;
}

Panel lines_over_options(int trainings) {
  for (const Figure& figure : tuning_figures(ordered_json::array({study_of(trainings)}))) {
    if (figure.name == "parallel") return figure.panels.at(0);
  }
  return {};
}

std::vector<double> first_places(const Panel& panel) {
  std::vector<double> places;
  for (const Trace& trace : panel.traces) places.push_back(trace.y.at(0));
  return places;
}

TEST(TuningFigures, ShowTheBestQuarterOverAllOptionsWithTheBestTenthInFront) {
  const Panel panel = lines_over_options(11);
  EXPECT_THAT(first_places(panel), ElementsAre(0.09, 0.10, 0.11));
  EXPECT_EQ(panel.traces.front().label, "best quarter");
  EXPECT_EQ(panel.traces.back().label, "best tenth");
  for (std::size_t i = 0; i < panel.traces.size(); ++i) {
    EXPECT_EQ(panel.traces[i].in_legend, i == 0 || i == 2) << i;
  }
  EXPECT_THAT(panel.x.tics, ElementsAre(std::pair(0.0, "rate"), std::pair(1.0, "bottom")));
}

TEST(TuningFigures, OfFewTrainingsShowOneAtLeast) {
  EXPECT_THAT(first_places(lines_over_options(1)), ElementsAre(0.01));
  EXPECT_THAT(first_places(lines_over_options(2)), ElementsAre(0.02));
  EXPECT_TRUE(lines_over_options(1).traces[0].in_legend);
}

TEST(TuningFigures, NameOptionsByTheLastPartOfTheirPaths) {
  EXPECT_EQ(option_name({{"path", "training.learning_rates[]"}}), "learning rate");
  EXPECT_EQ(option_name({{"path", "training.batch"}}), "batch");
  EXPECT_EQ(option_name({{"path", "bottom[]"}}), "bottom");
}

}  // namespace
}  // namespace mmoe
