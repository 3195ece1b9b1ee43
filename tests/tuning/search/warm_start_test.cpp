// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/warm_start.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

TEST(WarmStart, TakesTheBestSettingsOfEachStudyOnce) {
  const ordered_json summary = ordered_json::parse(R"({"studies": [
      {"model": "mmoe", "setting": {"cosine": 0.5}, "trials": [
        {"places": [0.5], "objective": 3}, {"places": [0.2], "objective": 1},
        {"places": [0.9], "objective": null}, {"places": [0.2], "objective": 2}],
       "space": [{"path": "x"}]}]})");
  const ordered_json first = first_settings_of(summary);
  EXPECT_EQ(first, ordered_json::parse(
                       R"([{"model": "mmoe", "setting": "cosine=0.5", "places": [[0.2], [0.5]],
                            "space": [{"path": "x"}]}])"));
  const SearchSpace space({{.path = "x", .low = 0, .high = 10, .whole = true}});
  const auto read = read_first_settings(first);
  const ordered_json same = {{{"path", "x"}}};
  const auto points = first_points(read, space, same, "mmoe", "cosine=0.5");
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0], (SearchPoint{space.level_at(0, 0.2)}));
  EXPECT_TRUE(first_points(read, space, same, "omoe", "cosine=0.5").empty());
  EXPECT_TRUE(first_points(read, space, same, "mmoe", "cosine=1").empty());
}

TEST(WarmStart, RefusesAnotherSpaceAndStudiesThatAreNotThere) {
  const std::vector<FirstSettings> all = {
      {.model = "m", .setting = "", .places = {{0.5}}, .space = {{{"path", "x"}}}}};
  const SearchSpace space({{.path = "y", .low = 0, .high = 10}});
  EXPECT_THROW(first_points(all, space, {{{"path", "y"}}}, "m", ""), FieldError);
  EXPECT_NO_THROW(check_first_settings(all, {{"m", ""}}));
  EXPECT_THROW(check_first_settings(all, {{"m", "group=1"}}), FieldError);
}

TEST(WarmStart, RefusesWhatIsNoListOfPlaces) {
  const SearchSpace space(
      {{.path = "x", .low = 0, .high = 10}, {.path = "y", .low = 0, .high = 1}});
  const auto refused = [&](const char* text) {
    try {
      first_points(read_first_settings(ordered_json::parse(text)), space, nullptr, "m", "");
    } catch (const FieldError& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_THAT(refused("3"), HasSubstr("tuning.first: found 3; expected a list"));
  EXPECT_THAT(refused(R"([{"model": "m"}])"),
              HasSubstr("tuning.first[0].places: found none; expected a list"));
  EXPECT_THAT(refused(R"([{"model": "m", "places": [[2, 0]]}])"), HasSubstr("from 0 to 1"));
  EXPECT_THAT(refused(R"([{"model": "m", "places": [[0.5]]}])"),
              HasSubstr("m: found 1 places; expected one for each of the 2 options"));
  EXPECT_EQ(refused(R"([{"model": "m", "places": [[0.5, 1]]}])"), "accepted");
}

}  // namespace
}  // namespace mmoe
