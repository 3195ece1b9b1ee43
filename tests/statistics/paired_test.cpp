// SPDX-License-Identifier: Apache-2.0
#include "statistics/paired.h"

#include "base/error.h"
#include "statistics/rounding.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Paired, AgreesWithScipy) {
  for (const auto& c : scipy_cases("paired")) {
    const PairedTest test = paired_test(c["differences"].get<Values>());
    expect_scipy(test.t, c["t"], "t of " + c.dump());
    expect_scipy(test.p, c["p"], "p of " + c.dump());
    expect_scipy(test.d_z, c["d_z"], "d_z of " + c.dump());
    expect_scipy(test.ci95, c["ci95"], "ci95 of " + c.dump());
  }
}

TEST(Paired, ByHand) {
  const PairedTest test = paired_test(differences(Values{5, 7, 9}, Values{4, 5, 6}));  // 1, 2, 3
  EXPECT_EQ(test.n, 3u);
  EXPECT_DOUBLE_EQ(*test.mean, 2);
  EXPECT_DOUBLE_EQ(*test.t, 2 * std::sqrt(3.0));
  EXPECT_DOUBLE_EQ(*test.d_z, 2);
  EXPECT_NEAR(*test.p, 1 - std::sqrt(12.0 / 14), 1e-15);  // dof 2: 1 - |t| / sqrt(t^2 + 2)
}

TEST(Paired, EqualDifferencesLeaveTheTestUndefined) {
  const PairedTest test = paired_test(Values{0.1, 0.1, 0.1});
  EXPECT_EQ(test.mean, 0.1);
  EXPECT_EQ(test.ci95->low, 0.1);
  EXPECT_EQ(test.ci95->high, 0.1);
  EXPECT_FALSE(test.t || test.p || test.d_z);
}

TEST(Paired, DifferencesEqualUpToRoundingLeaveTheTestUndefined) {
  const Values a = {.1, .2, .3};
  const Values b = {.1 + .1, .2 + .1, .3 + .1};
  const PairedTest test = paired_test(differences(b, a), rounding_error(a, b));
  EXPECT_NEAR(*test.mean, .1, 1e-15);
  EXPECT_FALSE(test.p);
}

TEST(Paired, FewerThanTwoOrUnfiniteIsEmpty) {
  const PairedTest one = paired_test(Values{0.5});
  EXPECT_EQ(one.mean, 0.5);
  EXPECT_FALSE(one.ci95 || one.t || one.p || one.d_z);
  for (const Values& values : {Values{}, Values{1, std::nan("")}}) {
    const PairedTest test = paired_test(values);
    EXPECT_EQ(test.n, values.size());
    EXPECT_FALSE(test.mean || test.ci95 || test.t || test.p || test.d_z);
  }
}

TEST(Paired, RefusesUnequalLengths) {
  EXPECT_THROW(differences(Values{1, 2}, Values{1}), RunError);
}

}  // namespace
}  // namespace mmoe
