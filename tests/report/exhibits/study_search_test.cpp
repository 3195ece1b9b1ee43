// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/study_search.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using ::testing::ElementsAre;

StudyPoint searched_point(std::size_t number, std::optional<double> rms) {
  StudyPoint point;
  point.point.number = number;
  point.point.factors = {{"batch", 64}};
  if (rms) point.held_out.figure_4 = Distance{.greatest = 2 * *rms, .rms = *rms, .near = 4};
  return point;
}

Study searched_study() {
  Study study;
  study.design.search = SearchGoal{};
  study.points = {searched_point(0, std::nullopt), searched_point(1, 0.5), searched_point(2, 0.7),
                  searched_point(3, 0.25)};
  return study;
}

TEST(StudySearch, ShowsEveryDistanceAndTheBestSoFar) {
  const Exhibit exhibit = study_search(searched_study());
  const Panel& panel = exhibit.figures.at(0).panels.at(0);
  EXPECT_THAT(panel.traces.at(0).x, ElementsAre(1, 2, 3));
  EXPECT_THAT(panel.traces.at(0).y, ElementsAre(0.5, 0.7, 0.25));
  EXPECT_THAT(panel.traces.at(1).y, ElementsAre(0.5, 0.5, 0.25));
  const auto& rows = exhibit.tables.at(0).rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(std::get<std::string>(rows[1].at(0)), "3");
  EXPECT_EQ(std::get<std::string>(rows[1].at(2)), "4");
  EXPECT_EQ(std::get<std::string>(rows[1].at(4)), "batch 64");
}

TEST(StudySearch, OfPointsThatAllFailedHasNoFigure) {
  Study study = searched_study();
  study.points.resize(1);
  EXPECT_TRUE(study_search(study).figures.empty());
  EXPECT_TRUE(study_search(study).tables.at(0).rows.empty());
}

}  // namespace
}  // namespace mmoe
