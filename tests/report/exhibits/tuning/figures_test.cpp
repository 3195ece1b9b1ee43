// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/figures.h"

#include <gmock/gmock.h>

#include <cmath>

#include "report/exhibits/tuning/axes.h"
#include "tuning/search/tuned_model.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A search of as many trainings, each 0.001 better than the one before, at places of its own.
ordered_json study_of(int trainings) {
  ordered_json study = ordered_json::parse(R"({"model": "mmoe", "setting": {"group": 1},
    "negated": true,
    "space": [{"path": "training.learning_rates[]", "low": 0.001, "high": 0.1, "scale": "log",
               "whole": false},
              {"path": "bottom[]", "low": 16, "high": 512, "scale": "linear", "whole": true}],
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
            "\"MMoE, group 1\",training,learning rate,0.00109648,0.902,,\n"  // 0.001 x 100^0.02
            "\"MMoE, group 1\",training,learning rate,0.00104713,0.901,,\n"
            "\"MMoE, group 1\",predicted,learning rate,0.001,0.9,,\n"
            "\"MMoE, group 1\",predicted,learning rate,0.1,0.8,,\n"
            ",training,bottom,502.56,0.902,,\n"  // 15.5 + 0.98 x 497
            ",training,bottom,507.53,0.901,,\n"
            ",predicted,bottom,16,0.9,,\n"
            ",predicted,bottom,512,0.8,,\n");
}

TEST(TuningFigures, NameARangeOfAProductOrAQuotientAsOne) {
  ordered_json study = study_of(1);
  study["space"][1]["divided_by"] = "experts";
  EXPECT_EQ(range_axis(study, 1).label, "bottom × experts");
  study["space"][1].erase("divided_by");
  study["space"][1]["times"] = "experts";
  EXPECT_EQ(range_axis(study, 1).label, "bottom / experts");
  EXPECT_EQ(range_axis(study, 0).label, "learning rate");
}

TEST(TuningFigures, OfTheBestSoFarAreDrawnWholeAndTheirDataHaveTheEndsOfLevelParts) {
  ordered_json study = study_of(6);
  study["history"] = {nullptr, -0.8, -0.8, -0.8, -0.9, -0.9};
  for (int i = 0; i < 6; ++i) study["believed"].push_back({-0.85, i < 4 ? -0.7 : -0.75});
  const Figure figure = tuning_figures(ordered_json::array({study})).at(0);
  EXPECT_THAT(figure.panels.at(0).traces.at(0).x, ElementsAre(2, 3, 4, 5, 6));
  const std::string data = to_csv(figure);
  EXPECT_THAT(data, HasSubstr("MMoE,trainings,2,0.8,0.7,0.85\n"
                              "group 1,MMoE,trainings,4,0.8,0.7,0.85\n"
                              "group 1,MMoE,trainings,5,0.9,0.75,0.85\n"
                              "group 1,MMoE,trainings,6,0.9,0.75,0.85\n"));
}

TEST(TuningFigures, HaveValuesBetweenLevelsOfARangeAndTheNearestOfAList) {
  ordered_json study = study_of(1);
  study["space"].push_back({{"path", "activation"}, {"values", {"relu", "tanh"}}});
  const SearchSpace space = read_space(study["space"]);
  // Whole numbers from 16 to 512, each 1/497 of the range wide.
  const double half = 0.5 / 497;
  EXPECT_THAT(range_values(space, 1, {half, 2 * half, 3 * half, 0, 1, NAN}),
              ElementsAre("16", "16.5", "17", "16", "512", ""));
  EXPECT_THAT(range_values(space, 2, {0.1, 0.4, 0.6, 1.1}),
              ElementsAre("relu", "relu", "tanh", "tanh"));
}

TEST(TuningFigures, NameOptionsByTheLastPartOfTheirPaths) {
  EXPECT_EQ(option_name("training.learning_rates[]"), "learning rate");
  EXPECT_EQ(option_name("training.batch"), "batch");
  EXPECT_EQ(option_name("bottom[]"), "bottom");
}

}  // namespace
}  // namespace mmoe
