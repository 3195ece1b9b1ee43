// SPDX-License-Identifier: Apache-2.0
#include "study/search_goal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "study/sample_losses.h"

namespace mmoe::testing {
namespace {

std::optional<double> distance_at(const char* objective, const std::vector<CellLosses>& cells) {
  return goal_distance({.objective = objective}, read_losses(cells, LossOf::kHeldOut));
}

TEST(SearchGoal, IsTheDistanceFromTheFiguresThatItNames) {
  const auto cells = paper_cells(1.1);
  const Reading reading = read_losses(cells, LossOf::kHeldOut);
  EXPECT_NEAR(*distance_at("figure-4", cells), 0.1, 1e-12);
  EXPECT_NEAR(*distance_at("figure-4-greatest", cells), 0.1, 1e-12);
  EXPECT_NEAR(*distance_at("figure-4-on-curve", cells), 0.1, 1e-12);
  EXPECT_NEAR(*distance_at("figures-4-5", cells), 0.1 + *reading.figure_5, 1e-12);
  EXPECT_NEAR(*distance_at("figures-3-4-5", cells), 0.2 + *reading.figure_5, 1e-12);
  EXPECT_EQ(objective_names().size(), 5U);
}

TEST(SearchGoal, CountsTheValuesNearThePaper) {
  auto cells = paper_cells();
  for (CellLosses& cell : cells) {
    if (cell.model != "omoe" || cell.cosine == 1) continue;
    cell = sample_cell("omoe", cell.cosine, 1.25 * *cell.mean_loss(LossOf::kHeldOut));
  }
  const Reading reading = read_losses(cells, LossOf::kHeldOut);
  EXPECT_EQ(goal_near({}, reading), 7U);
  EXPECT_EQ(goal_near({.objective = "figure-4-on-curve"}, reading), 7U);
  EXPECT_EQ(goal_near({}, Reading{}), std::nullopt);
}

TEST(SearchGoal, APointWithADivergedRunHasNoDistance) {
  auto cells = paper_cells();
  cells[0].diverged = 1;
  for (const std::string& objective : objective_names()) {
    EXPECT_FALSE(distance_at(objective.c_str(), cells)) << objective;
  }
  EXPECT_FALSE(distance_at("figure-4", {}));
}

TEST(SearchGoal, NamesTheObjectivesThatThereAre) {
  using ::testing::HasSubstr;
  const auto error_of = [](const char* json) -> std::string {
    try {
      read_search_goal(nlohmann::ordered_json::parse(json), "design.search");
    } catch (const FieldError& error) {
      return error.path() + ": " + error.what();
    }
    return "no error";
  };
  EXPECT_THAT(error_of(R"({"objective": "figure-6"})"),
              HasSubstr("unknown value 'figure-6'; did you mean 'figure-4'?"));
  EXPECT_THAT(error_of(R"({"loss": "test"})"), HasSubstr("held-out"));
  EXPECT_THAT(error_of(R"({"goal": 1})"), HasSubstr("design.search.goal"));
  EXPECT_THAT(error_of("3"), HasSubstr("design.search"));
}

}  // namespace
}  // namespace mmoe::testing
