// SPDX-License-Identifier: Apache-2.0
#include "study/point_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "base/error.h"

namespace mmoe {
namespace {

Design searched_design(std::int64_t points = 40) {
  return {.points = points,
          .factors = {{.name = "rate", .path = "r[]", .low = 1e-3, .high = 1e-1, .log = true},
                      {.name = "steps", .path = "s", .low = 1, .high = 50, .whole = true},
                      {.name = "labels", .levels = {{"a", {{"c", 1}}}, {"b", {{"c", 2}}}}}},
          .search = SearchGoal{}};
}

/// Least, 0, at a rate of 0.03, 40 steps and labels b; rates above 0.07 fail.
std::optional<double> bowl(const DesignPoint& point) {
  const double rate = point.factors.at("rate");
  if (rate > 0.07) return std::nullopt;
  const double steps = point.factors.at("steps");
  return std::abs(std::log10(rate / 0.03)) + std::abs(steps - 40) / 50 +
         (point.factors.at("labels") == "b" ? 0 : 0.5);
}

std::vector<DesignPoint> searched(PointSearch search, std::size_t count) {
  std::vector<DesignPoint> points;
  while (points.size() < count) {
    points.push_back(search.next().value());
    search.add(points.back(), bowl(points.back()));
  }
  return points;
}

TEST(PointSearch, FillsTheSpaceFirstWhateverThePointsShow) {
  PointSearch a(searched_design(), 1), b(searched_design(), 1);
  EXPECT_EQ(a.planned(), 40U);
  EXPECT_EQ(a.designed(), 6U);  // two per factor
  for (std::size_t n = 0; n < a.designed(); ++n) {
    const auto one = a.next(), other = b.next();
    EXPECT_EQ(one->factors, other->factors);
    EXPECT_EQ(one->number, n);
    a.add(*one, 1.0 / (1.0 + static_cast<double>(n)));
    b.add(*other, static_cast<double>(n));
  }
  EXPECT_NE(a.next()->factors, b.next()->factors);
}

TEST(PointSearch, ComesNearerThanItsDesign) {
  const auto points = searched(PointSearch(searched_design(), 1), 25);
  double designed = 10, all = 10;
  std::set<std::string> texts;
  for (const DesignPoint& point : points) {
    const double distance = bowl(point).value_or(10);
    if (point.number < 6) designed = std::min(designed, distance);
    all = std::min(all, distance);
    texts.insert(factors_text(point));
  }
  EXPECT_LT(all, 0.1);
  EXPECT_LT(all, designed / 2);
  EXPECT_EQ(texts.size(), points.size()) << "no point twice";
}

TEST(PointSearch, APointSetsWhatItsLevelsSay) {
  const PointSearch search(searched_design(), 1);
  const DesignPoint point = search.point(3, {0, 9, 1});
  EXPECT_EQ(factors_text(point), "rate 0.001, steps 10, labels b");
  const PathValues expected = {{"r", {0.001}}, {"s", 10}, {"c", 2}};
  EXPECT_EQ(point.overrides, expected);
  // The centre, two ends of each range, and both labels.
  EXPECT_EQ(search.corners().size(), 7U);
}

TEST(PointSearch, TakesAKnownPointOnlyOfTheSameBeginning) {
  const auto points = searched(PointSearch(searched_design(), 1), 8);
  PointSearch same(searched_design(), 1), other(searched_design(), 1);
  for (std::size_t n = 0; n < 7; ++n) {
    same.add(points[n], bowl(points[n]));
    other.add(points[n], n == 0 ? 9.0 : bowl(points[n]));
  }
  DesignPoint known = points[7];
  known.factors["rate"] = "kept";  // tells it from one that is proposed again
  EXPECT_EQ(same.next(&known)->factors, known.factors);
  EXPECT_EQ(same.next()->factors, points[7].factors);
  EXPECT_NE(other.next(&known)->factors, known.factors);
  EXPECT_NE(PointSearch(searched_design(), 2).next()->made_from,
            PointSearch(searched_design(), 1).next()->made_from);
}

TEST(PointSearch, EndsWithTheSpace) {
  Design design = searched_design();
  design.factors = {{.name = "a", .path = "a", .low = 1, .high = 3, .whole = true}};
  PointSearch search(design, 1);
  EXPECT_EQ(search.planned(), 3U);
  for (int n = 0; n < 3; ++n) search.add(search.next().value(), std::nullopt);
  EXPECT_FALSE(search.next());
}

TEST(PointSearch, RefusesLevelsAndRangesThatThereAreNot) {
  const PointSearch search(searched_design(), 1);
  for (const SearchPoint& levels :
       {SearchPoint{0, 0}, SearchPoint{0, 0, 2}, SearchPoint{0, -1, 0}}) {
    EXPECT_THROW(search.point(0, levels), FieldError);
  }
  Design design = searched_design();
  design.factors[1].high = 1.5;
  try {
    PointSearch(design, 1);
    ADD_FAILURE() << "threw nothing";
  } catch (const FieldError& error) {
    EXPECT_EQ(error.path(), "design.factors.steps");
  }
}

}  // namespace
}  // namespace mmoe
