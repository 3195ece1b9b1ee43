// SPDX-License-Identifier: Apache-2.0
#include "statistics/correlation.h"

#include "base/error.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Correlation, AgreesWithScipy) {
  for (const auto& c : scipy_cases("correlation")) {
    const auto x = c["x"].get<Values>();
    const auto y = c["y"].get<Values>();
    const auto pearson = pearson_test(x, y);
    const auto spearman = spearman_test(x, y);
    ASSERT_TRUE(pearson && spearman) << c;
    expect_scipy(pearson->r, c["pearson"][0], "Pearson's r of " + c.dump());
    expect_scipy(pearson->p, c["pearson"][1], "Pearson's p of " + c.dump());
    expect_scipy(spearman->r, c["spearman"][0], "Spearman's r of " + c.dump());
    expect_scipy(spearman->p, c["spearman"][1], "Spearman's p of " + c.dump());
  }
}

TEST(Correlation, ByHand) {  // ranks 1 2 3 and 1 3 2: r = 1/2; t = 1/sqrt(3), dof 1: p = 2/3
  const auto test = spearman_test(Values{1, 10, 100}, Values{-5, 7, 0});
  EXPECT_NEAR(test->r, 0.5, 1e-15);
  EXPECT_NEAR(test->p, 2.0 / 3, 1e-15);
}

TEST(Correlation, OfAMonotoneCurveIsOneForRanksOnly) {
  const Values x = {1, 2, 3, 4};
  const Values y = {-1, -10, -100, -1000};
  EXPECT_NEAR(spearman_test(x, y)->r, -1, 1e-15);
  EXPECT_NEAR(spearman_test(x, y)->p, 0, 1e-15);
  EXPECT_GT(pearson_test(x, y)->r, -0.9);
}

TEST(Correlation, IsEmptyWhereUndefined) {
  const Values x = {1, 2, 3};
  for (const Values& y : {Values{5, 5, 5}, Values{1, 2, std::nan("")}}) {
    EXPECT_FALSE(pearson_test(x, y));
    EXPECT_FALSE(spearman_test(x, y));
    EXPECT_FALSE(pearson_test(y, x));
  }
  EXPECT_FALSE(pearson_test(Values{1, 2}, Values{3, 4}));
  EXPECT_FALSE(spearman_test(Values{1, 2}, Values{3, 4}));
}

TEST(Correlation, RefusesUnequalLengths) {
  EXPECT_THROW(pearson_test(Values{1, 2, 3}, Values{1, 2}), RunError);
  EXPECT_THROW(spearman_test(Values{1, 2, 3}, Values{1, 2}), RunError);
}

}  // namespace
}  // namespace mmoe
