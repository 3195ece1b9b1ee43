// SPDX-License-Identifier: Apache-2.0
#include "tuning/search_space.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/error.h"

namespace mmoe {
namespace {

using ::testing::StrEq;
using ::testing::ThrowsMessage;

SearchSpace mixed_space() {
  return SearchSpace({{.path = "rate", .low = 1e-4, .high = 3e-2, .log = true},
                      {.path = "units", .low = 16, .high = 2048, .log = true, .whole = true},
                      {.path = "levels", .low = 1, .high = 3, .whole = true},
                      {.path = "batch", .values = {32, 64, 256}},
                      {.path = "optimiser", .values = {"sgd", "adam"}}});
}

/// Returns the message with which the constructor refuses one option.
auto refuses(const TunedOption& option, const std::string& message) {
  return std::pair([option] { SearchSpace space({option}); },
                   ThrowsMessage<FieldError>(StrEq(message)));
}

TEST(ASearchSpace, TellsKindsOfOptionsApart) {
  const SearchSpace space = mixed_space();
  EXPECT_EQ(space.kind(0), OptionKind::kContinuous);
  EXPECT_EQ(space.kind(1), OptionKind::kWhole);
  EXPECT_EQ(space.kind(3), OptionKind::kOrdered);
  EXPECT_EQ(space.kind(4), OptionKind::kCategorical);
  EXPECT_EQ(SearchSpace({{.path = "a", .values = {64, 32}}}).kind(0), OptionKind::kCategorical);
  EXPECT_EQ(space.levels(0), 65537);
  EXPECT_EQ(space.levels(1), 2033);
  EXPECT_EQ(space.size(), std::int64_t{65537} * 2033 * 3 * 3 * 2);
}

TEST(ASearchSpace, CountsNoFurtherThanTwoToThe62) {
  std::vector<TunedOption> options;
  for (int k = 0; k < 9; ++k) {
    options.push_back({.path = std::to_string(k), .low = 0, .high = 1});
  }
  EXPECT_EQ(SearchSpace(options).size(), std::int64_t{1} << 62);
}

TEST(ASearchSpace, FindsEveryLevelAgainFromItsCoordinate) {
  const SearchSpace space = mixed_space();
  for (Eigen::Index k = 0; k < space.dimensions(); ++k) {
    double last = -1;
    for (std::int64_t level = 0; level < space.levels(k); ++level) {
      const double u = space.coordinate(k, level);
      ASSERT_EQ(space.level_at(k, u), level) << k;
      ASSERT_GT(u, last);
      ASSERT_TRUE(u >= 0 && u <= 1);
      last = u;
    }
    EXPECT_EQ(space.level_at(k, 0), 0);
    EXPECT_EQ(space.level_at(k, 1), space.levels(k) - 1);
  }
}

TEST(ASearchSpace, GivesWholeNumbersAndListsEqualShares) {
  const SearchSpace space = mixed_space();
  EXPECT_DOUBLE_EQ(space.coordinate(2, 0), 1.0 / 6);
  EXPECT_DOUBLE_EQ(space.coordinate(2, 1), 0.5);
  EXPECT_DOUBLE_EQ(space.coordinate(3, 2), 5.0 / 6);
  EXPECT_EQ(space.level_at(4, 0.499), 0);
  EXPECT_EQ(space.level_at(4, 0.5), 1);
}

TEST(ASearchSpace, SpacesARangeEvenlyOnItsScale) {
  const SearchSpace space({{.path = "a", .low = 1e-4, .high = 1e-2, .log = true},
                           {.path = "b", .low = -5, .high = 10}});
  EXPECT_EQ(space.value(0, 0), 1e-4);
  EXPECT_EQ(space.value(0, 32768), 1e-3);
  EXPECT_EQ(space.value(0, 65536), 1e-2);
  EXPECT_EQ(space.value(1, 32768), 2.5);
}

TEST(ASearchSpace, GivesValuesAsTheyAreWritten) {
  const SearchSpace space = mixed_space();
  EXPECT_EQ(space.value(1, 4).dump(), "20");
  EXPECT_EQ(space.value(3, 1).dump(), "64");
  EXPECT_EQ(space.value(4, 1).dump(), "\"adam\"");
  EXPECT_LE(space.value(0, 12345).dump().size(), 11U);  // six digits
}

TEST(ASearchSpace, NeverLeavesARangeByRounding) {
  const SearchSpace space({{.path = "a", .low = 0.12345642, .high = 0.87654361}});
  EXPECT_EQ(space.value(0, 0), 0.12345642);
  EXPECT_EQ(space.value(0, 65536), 0.87654361);
}

TEST(ASearchSpace, NumbersEachSettingOnce) {
  const SearchSpace space(
      {{.path = "a", .low = 1, .high = 3, .whole = true}, {.path = "b", .values = {"x", "y"}}});
  std::set<SearchPoint> settings;
  for (std::int64_t i = 0; i < space.size(); ++i) settings.insert(space.numbered(i));
  EXPECT_EQ(settings.size(), 6U);
  EXPECT_EQ(space.numbered(3), (SearchPoint{1, 1}));
  EXPECT_EQ(space.setting_at(space.coordinates({2, 1})), (SearchPoint{2, 1}));
}

TEST(ASearchSpace, NamesWhatIsWrongWithAnOption) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [make, matcher] : {
           refuses({.path = "a", .low = 3, .high = 3},
                   "a: found low 3 and high 3; expected low < high"),
           refuses({.path = "a"}, "a: found low 0 and high 0; expected low < high"),
           refuses({.path = "a", .low = 3, .high = 1},
                   "a: found low 3 and high 1; expected low < high"),
           refuses({.path = "a", .low = 0, .high = infinity},
                   "a: found low 0 and high inf; expected finite numbers"),
           refuses({.path = "a", .low = 0, .high = 1, .log = true},
                   "a: found low 0 and high 1; expected low above 0 on a log scale"),
           refuses({.path = "a", .low = 0.5, .high = 3, .whole = true},
                   "a: found low 0.5 and high 3; expected whole numbers"),
           refuses({.path = "a", .low = 0, .high = 1e12, .whole = true},
                   "a: found low 0 and high 1000000000000; expected whole numbers between "
                   "-1073741824 and 1073741824"),
           refuses({.path = "a", .values = {1, 2, 1}}, "a: found 1 twice among its values"),
           refuses({.path = "a", .low = 1, .high = 2, .values = {1}},
                   "a: has values and a range; expected one of the two"),
       }) {
    EXPECT_THAT(make, matcher);
  }
}

TEST(ASearchSpace, RefusesNoOptionsAndAPathTwice) {
  EXPECT_THAT([] { SearchSpace space({}); },
              ThrowsMessage<FieldError>(StrEq("tune: is empty; expected one option at least")));
  const TunedOption option{.path = "a", .low = 0, .high = 1};
  EXPECT_THAT(
      [&] {
        SearchSpace space({option, option});
      },
      ThrowsMessage<FieldError>(StrEq("a: is tuned twice; expected each path once")));
}

}  // namespace
}  // namespace mmoe
