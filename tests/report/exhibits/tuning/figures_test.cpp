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
    "space": [{"path": "training.learning_rates[]", "low": 0.001, "high": 0.1, "scale": "log"},
              {"path": "bottom[]", "low": 16, "high": 512, "whole": true}],
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

TEST(TuningFigures, HaveTheOptionsValuesInTheirData) {
  const auto figures = tuning_figures(ordered_json::array({study_of(2)}));
  const auto options = std::ranges::find(figures, "options-1", &Figure::name);
  ASSERT_NE(options, figures.end());
  EXPECT_EQ(to_csv(*options),
            "panel,series,x axis,x,validation objective,validation objective low,"
            "validation objective high\n"
            "\"MMoE, group 1\",training,learning rate,0.0010965,0.902,,\n"  // 0.001 x 100^0.02
            "\"MMoE, group 1\",training,learning rate,0.0010471,0.901,,\n"
            "\"MMoE, group 1\",predicted,learning rate,0.001,0.9,,\n"
            "\"MMoE, group 1\",predicted,learning rate,0.1,0.8,,\n"
            ",training,bottom,503,0.902,,\n"  // 0.98 of the 497 whole numbers from 16 to 512
            ",training,bottom,508,0.901,,\n"
            ",predicted,bottom,16,0.9,,\n"
            ",predicted,bottom,512,0.8,,\n");
}

TEST(TuningFigures, NameARangeOfAProductOrAQuotientAsOne) {
  ordered_json study = study_of(1);
  study["space"][1]["divided_by"] = "experts";
  EXPECT_EQ(option_axis(study, 1).label, "bottom × experts");
  study["space"][1].erase("divided_by");
  study["space"][1]["times"] = "experts";
  EXPECT_EQ(option_axis(study, 1).label, "bottom / experts");
  EXPECT_EQ(option_axis(study, 0).label, "learning rate");
}

TEST(TuningFigures, OfTheBestSoFarHaveTheEndsOfItsLevelParts) {
  ordered_json study = study_of(6);
  study["history"] = {nullptr, -0.8, -0.8, -0.8, -0.9, -0.9};
  const auto figures = tuning_figures(ordered_json::array({study}));
  const Trace& line = figures.at(0).panels.at(0).traces.at(0);
  EXPECT_THAT(line.x, ElementsAre(2, 4, 5, 6));
  EXPECT_THAT(line.y, ElementsAre(0.8, 0.8, 0.9, 0.9));
  for (int i = 0; i < 6; ++i) study["believed"].push_back({-0.8, i < 3 ? -0.7 : -0.6});
  const auto with_band = tuning_figures(ordered_json::array({study}));
  const Trace& band = with_band.at(0).panels.at(0).traces.at(0);
  EXPECT_THAT(band.x, ElementsAre(2, 3, 4, 5, 6));
  EXPECT_THAT(band.low, ElementsAre(0.7, 0.7, 0.6, 0.6, 0.6));
}

TEST(TuningFigures, NameOptionsByTheLastPartOfTheirPaths) {
  EXPECT_EQ(option_name({{"path", "training.learning_rates[]"}}), "learning rate");
  EXPECT_EQ(option_name({{"path", "training.batch"}}), "batch");
  EXPECT_EQ(option_name({{"path", "bottom[]"}}), "bottom");
}

}  // namespace
}  // namespace mmoe
