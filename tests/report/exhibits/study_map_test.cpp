// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/study_map.h"

#include <gmock/gmock.h>

#include <cmath>

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

StudyPoint made_point(std::size_t number, const char* optimiser, double sines, double gap) {
  StudyPoint point;
  point.point.number = number;
  point.point.factors = {{"optimiser", optimiser}, {"sines", sines}};
  point.held_out.measures = {{"gap", gap}};
  return point;
}

Study made_study() {
  const std::vector<FactorGroup> groups = {{.label = "adam", .points = 2, .holds = 1}};
  Study study;
  study.design.factors = {{.name = "optimiser", .levels = {{.value = "sgd"}, {.value = "adam"}}},
                          {.name = "sines", .low = 1, .high = 6, .log = true}};
  study.deciding = {{.measure = "gap",
                     .sentence = "L(omoe) - L(mmoe)",
                     .points = 3,
                     .holds = 1,
                     .importances = {{"optimiser", 0.5, 0.01, groups}, {"sines", 0.5, 0.01, {}}}}};
  study.points = {made_point(0, "adam", 2, 0.1), made_point(1, "adam", 5, -0.1),
                  made_point(2, "sgd", 2, -1)};
  return study;
}

TEST(StudyMap, OfAStudyWithoutPointsHasNoFigure) {
  Study study = made_study();
  study.points.clear();
  EXPECT_THAT(study_map(study).figures, IsEmpty());
  EXPECT_EQ(study_map(study).tables.at(0).rows.size(), 2);
}

TEST(StudyMap, ALogarithmicAxisNeedsNumbersAboveZero) {
  Study study = made_study();
  study.points[0].point.factors["sines"] = 0;
  EXPECT_FALSE(study_map(study).figures.at(0).panels.at(0).x.is_log);
}

TEST(StudyMap, LeavesOutPointsWithoutTheMeasure) {
  Study study = made_study();
  study.points[1].held_out.measures["gap"] = std::nullopt;
  study.points[2].held_out.measures.clear();
  const Panel panel = study_map(study).figures.at(0).panels.at(0);
  EXPECT_EQ(panel.traces[0].x.size(), 1);
  EXPECT_THAT(panel.traces[1].x, IsEmpty());
}

TEST(StudyMap, DrawsEachPointOverTheTwoDecidingFactorsLongNamesUpright) {
  const Exhibit map = study_map(made_study());
  const Panel& panel = map.figures.at(0).panels.at(0);
  EXPECT_EQ(panel.x.label, "sines");
  EXPECT_EQ(panel.y.label, "optimiser");
  ASSERT_EQ(panel.y.tics.size(), 2);
  EXPECT_EQ(panel.y.tics[0].second, "sgd");  // in the design's order
  EXPECT_TRUE(panel.x.is_log);
  EXPECT_THAT(panel.x.tics, ElementsAre(std::pair(2.0, "2"), std::pair(5.0, "5")));
  EXPECT_EQ(panel.traces[0].x.size(), 1);
  EXPECT_EQ(panel.traces[1].x.size(), 2);
  EXPECT_THAT(panel.traces[1].y, ElementsAre(1, 0));
  for (const double shift : panel.traces[1].shift_y) EXPECT_LT(std::abs(shift), 0.31);
  EXPECT_EQ(to_csv(map.figures[0]),
            "panel,series,sines,optimiser,optimiser low,optimiser high\n"
            "gap,holds,2,adam,,\n"
            "gap,does not hold,5,adam,,\n"
            "gap,does not hold,2,sgd,,\n");
  EXPECT_EQ(std::get<std::string>(map.tables.at(0).rows.at(0).at(5)), "adam: 1 of 2");
}

}  // namespace
}  // namespace mmoe
