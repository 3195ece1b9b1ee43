// SPDX-License-Identifier: Apache-2.0
#include "report/figures/contour.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace mmoe {
namespace {

using ::testing::IsEmpty;

Grid grid_of_function(const std::function<double(double, double)>& f, int points = 21) {
  Grid grid;
  for (int i = 0; i < points; ++i) grid.x.push_back(i / (points - 1.0));
  grid.y = grid.x;
  for (const double y : grid.y) {
    grid.values.emplace_back();
    for (const double x : grid.x) grid.values.back().push_back(f(x, y));
  }
  return grid;
}

std::size_t gaps(const ContourLines& lines) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lines.x, [](double x) { return std::isnan(x); }));
}

TEST(ContourLines, OfAPlaneIsOneStraightLineFromBorderToBorder) {
  const auto lines =
      contour_lines(grid_of_function([](double x, double y) { return x + y; }), 0.63);
  ASSERT_EQ(gaps(lines), 0U);
  for (std::size_t i = 0; i < lines.x.size(); ++i) {
    EXPECT_NEAR(lines.x[i] + lines.y[i], 0.63, 1e-12);
  }
  EXPECT_NEAR(std::abs(lines.x.front() - lines.x.back()), 0.63, 1e-12);
}

TEST(ContourLines, OfABowlIsClosed) {
  const auto bowl_at = [](double x, double y) { return std::hypot(x - 0.5, y - 0.5); };
  const auto lines = contour_lines(grid_of_function(bowl_at), 0.3);
  ASSERT_EQ(gaps(lines), 0U);
  EXPECT_GT(lines.x.size(), 20U);
  EXPECT_EQ(lines.x.front(), lines.x.back());
  EXPECT_EQ(lines.y.front(), lines.y.back());
  for (std::size_t i = 0; i < lines.x.size(); ++i) {
    EXPECT_NEAR(bowl_at(lines.x[i], lines.y[i]), 0.3, 2e-3);
  }
}

TEST(ContourLines, OfTwoHillsAreTwoLines) {
  const auto hills = [](double x, double y) {
    return std::exp(-60 * (std::pow(x - 0.25, 2) + std::pow(y - 0.3, 2))) +
           std::exp(-60 * (std::pow(x - 0.75, 2) + std::pow(y - 0.7, 2)));
  };
  EXPECT_EQ(gaps(contour_lines(grid_of_function(hills), 0.5)), 1U);
}

TEST(ContourLines, ASaddleIsCutByItsMiddle) {
  Grid grid{.x = {0, 1}, .y = {0, 1}, .values = {{1, 0}, {0, 1}}};
  // Above the middle the two high corners are apart, below it they are joined.
  for (const double level : {0.4, 0.6}) {
    const auto lines = contour_lines(grid, level);
    ASSERT_EQ(lines.x.size(), 5U);  // two lines of two points
    const double x = (lines.x[0] + lines.x[1]) / 2, y = (lines.y[0] + lines.y[1]) / 2;
    // The middle of a line about a high corner lies on the diagonal of the high corners.
    EXPECT_EQ(std::abs(x - y) < 1e-12, level == 0.6);
  }
}

TEST(ContourLines, LeavesOutWhatIsBeyondOrUnknown) {
  Grid grid = grid_of_function([](double x, double) { return x; }, 5);
  EXPECT_THAT(contour_lines(grid, 2).x, IsEmpty());
  EXPECT_THAT(contour_lines(grid, -1).x, IsEmpty());
  grid.values[2][2] = std::numeric_limits<double>::quiet_NaN();
  const auto lines = contour_lines(grid, 0.4);  // between columns 1 and 2
  EXPECT_EQ(gaps(lines), 1U);
  for (const double y : lines.y) EXPECT_FALSE(y > 0.3 && y < 0.7);
}

}  // namespace
}  // namespace mmoe
