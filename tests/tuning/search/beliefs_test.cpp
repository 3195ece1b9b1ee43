// SPDX-License-Identifier: Apache-2.0
// What is believed over two options, and of the best so far.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "math/random.h"
#include "math/sobol.h"
#include "tuning/search/best_so_far.h"
#include "tuning/search/option_importance.h"
#include "tuning/search/option_map.h"
#include "tuning/search/option_slices.h"
#include "tuning/suggestion.h"

namespace mmoe {
namespace {

constexpr double kFailedTrial = std::numeric_limits<double>::infinity();

SearchSpace believed_space() {
  return SearchSpace({{.path = "little", .low = 0, .high = 1},
                      {.path = "most", .low = 0, .high = 1},
                      {.path = "some", .values = {1, 2, 4, 8}},
                      {.path = "kind", .values = {"a", "b"}}});
}

/// Least where "most" is 0.3 and "some" is small; kind matters more than all, but has no order.
double believed_objective(const Eigen::VectorXd& u) {
  return 4 * std::pow(u(1) - 0.3, 2) + 0.5 * u(2) + 0.01 * u(0) + (u(3) > 0.5 ? 2 : 0);
}

std::vector<TunedTrial> believed_trials(const SearchSpace& space, Eigen::Index count,
                                        double noise = 0) {
  const Eigen::MatrixXd u =
      sobol_points(count, space.dimensions(), {.seed = 1, .purpose = Purpose::kTuningDesign});
  std::vector<TunedTrial> trials;
  for (Eigen::Index i = 0; i < count; ++i) {
    const SearchPoint setting = space.setting_at(u.row(i).transpose());
    const auto number = static_cast<std::uint64_t>(i);
    const double error = noise * normal({.seed = 7, .purpose = Purpose::kTuningDesign}, number);
    trials.push_back({setting, believed_objective(space.coordinates(setting)) + error});
  }
  return trials;
}

TEST(EvenLevels, AreEvenOverTheScale) {
  const SearchSpace space({{.path = "a", .low = 16, .high = 2048, .log = true, .whole = true},
                           {.path = "b", .low = 2, .high = 4, .log = true, .whole = true},
                           {.path = "c", .values = {1, 2, 4, 8}},
                           {.path = "d", .values = {"one"}},
                           {.path = "e", .low = 0, .high = 1}});
  const auto levels = even_levels(space, 0, 21);
  ASSERT_EQ(levels.size(), 21U);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    EXPECT_NEAR(space.coordinate(0, levels[i]), static_cast<double>(i) / 20, 0.01);
  }
  EXPECT_EQ(levels.front(), 0);
  EXPECT_EQ(levels.back(), space.levels(0) - 1);
  EXPECT_THAT(even_levels(space, 1, 21), ::testing::ElementsAre(0, 1, 2));
  EXPECT_THAT(even_levels(space, 2, 21), ::testing::ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(even_levels(space, 3, 21), ::testing::ElementsAre(0));
  EXPECT_THAT(even_levels(space, 4, 3), ::testing::ElementsAre(0, 32768, 65536));
}

TEST(OptionMap, IsOverTheTwoOrderedOptionsThatMatterMost) {
  const SearchSpace space = believed_space();
  const auto trials = believed_trials(space, 60);
  const Surrogate surrogate(space, trials, 1);
  const auto importances = option_importances(space, surrogate);
  const auto map = option_map(space, surrogate, trials, {0, 20000, 0, 0}, importances);
  ASSERT_TRUE(map);
  EXPECT_EQ(space.option(map->x).path, "most");
  EXPECT_EQ(space.option(map->y).path, "some");
  ASSERT_EQ(map->x_places.size(), 21U);
  ASSERT_EQ(map->y_places.size(), 4U);
  for (std::size_t j = 0; j < 4; ++j) {
    for (const std::size_t i : {0U, 6U, 20U}) {
      Eigen::VectorXd u = space.coordinates({0, 20000, 0, 0});
      u(1) = map->x_places[i];
      u(2) = map->y_places[j];
      EXPECT_NEAR(map->means[j][i], believed_objective(u), 0.1);
    }
  }
}

TEST(OptionMap, NeedsTwoOptionsThatMatter) {
  const SearchSpace space(
      {{.path = "a", .low = 0, .high = 1}, {.path = "k", .values = {"x", "y"}}});
  std::vector<TunedTrial> trials;
  for (const std::int64_t level : {0, 30000, 60000}) {
    trials.push_back({{level, 0}, static_cast<double>(level)});
  }
  const Surrogate surrogate(space, trials, 1);
  EXPECT_FALSE(option_map(space, surrogate, trials, trials[0].setting, std::vector{0.5, 0.5}));
}

TEST(BestSoFar, IsTheLeastOfTheTrialsAndWhatIsBelievedOfItsSetting) {
  const SearchSpace space = believed_space();
  auto trials = believed_trials(space, 40, 0.3);
  trials[0].objective = kFailedTrial;
  const Surrogate surrogate(space, trials, 1);
  const auto steps = best_so_far(space, surrogate, trials);
  ASSERT_EQ(steps.size(), 40U);
  EXPECT_FALSE(steps[0]);
  double best = kFailedTrial;
  int right = 0, count = 0;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    best = std::min(best, trials[i].objective);
    ASSERT_TRUE(steps[i]);
    EXPECT_EQ(steps[i]->objective, best);
    EXPECT_EQ(trials[steps[i]->trial].objective, best);
    EXPECT_LT(steps[i]->believed.low, steps[i]->believed.high);
    const double truth = believed_objective(space.coordinates(trials[steps[i]->trial].setting));
    right += truth > steps[i]->believed.low && truth < steps[i]->believed.high;
    ++count;
  }
  EXPECT_GT(right, 0.8 * count) << "a band of 95 %";
  // Luck: the least of 40 noisy objectives is below its truth, and is believed to be.
  const BestSoFar& last = *steps.back();
  EXPECT_GT((last.believed.low + last.believed.high) / 2, last.objective);
}

}  // namespace
}  // namespace mmoe
