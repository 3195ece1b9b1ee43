// SPDX-License-Identifier: Apache-2.0
#include "statistics/summary.h"

#include <limits>

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Summary, AgreesWithScipy) {
  for (const auto& c : scipy_cases("summary")) {
    const Summary summary = summarise(c["values"].get<Values>());
    const std::string what = c.dump();
    EXPECT_EQ(summary.n, c["values"].size());
    expect_scipy(summary.mean, c["mean"], "mean of " + what);
    expect_scipy(summary.sd, c["sd"], "sd of " + what);
    expect_scipy(summary.min, c["quantiles"][0], "min of " + what);
    expect_scipy(summary.q1, c["quantiles"][1], "q1 of " + what);
    expect_scipy(summary.median, c["quantiles"][2], "median of " + what);
    expect_scipy(summary.q3, c["quantiles"][3], "q3 of " + what);
    expect_scipy(summary.max, c["quantiles"][4], "max of " + what);
  }
}

TEST(Summary, OfNothingIsEmpty) {
  EXPECT_EQ(to_json(summarise({})).dump(),
            R"({"n":0,"mean":null,"sd":null,)"
            R"("min":null,"q1":null,"median":null,"q3":null,"max":null,"median_ci95":null})");
}

TEST(Summary, OfAnUnfiniteValueIsEmptyButCounts) {
  for (double value : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(to_json(summarise(Values{1, value, 2})).dump(),
              R"({"n":3,"mean":null,"sd":null,)"
              R"("min":null,"q1":null,"median":null,"q3":null,"max":null,"median_ci95":null})");
  }
}

TEST(Summary, OfOneValueHasNoSpread) {
  EXPECT_EQ(to_json(summarise(Values{3.5})).dump(),
            R"({"n":1,"mean":3.5,"sd":null,)"
            R"("min":3.5,"q1":3.5,"median":3.5,"q3":3.5,"max":3.5,"median_ci95":null})");
}

TEST(Summary, OfEqualValuesHasAnIntervalOfNoWidth) {
  EXPECT_EQ(to_json(summarise(Values{0.1, 0.1, 0.1, 0.1, 0.1, 0.1})).dump(),
            R"({"n":6,"mean":0.1,"sd":0.0,)"
            R"("min":0.1,"q1":0.1,"median":0.1,"q3":0.1,"max":0.1,"median_ci95":[0.1,0.1]})");
}

TEST(Summary, TooFewValuesForAnIntervalHaveARange) {
  const Summary five = summarise(Values{5, 1, 4, 2, 3});
  EXPECT_FALSE(five.median_ci95);
  EXPECT_EQ(interval_or_range(five)->low, 1);
  EXPECT_EQ(interval_or_range(five)->high, 5);
  const Summary nine = summarise(Values{9, 1, 4, 2, 3, 5, 6, 7, 8});  // 1 - 2 * 10 / 512
  EXPECT_EQ(interval_or_range(nine)->low, 2);
  EXPECT_EQ(interval_or_range(nine)->high, 8);
  EXPECT_FALSE(interval_or_range(summarise({})));
}

}  // namespace
}  // namespace mmoe
