// SPDX-License-Identifier: Apache-2.0
#include "statistics/distributions.h"

#include <cmath>
#include <limits>

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(Distributions, AgreeWithScipy) {
  const auto& cases = scipy_cases("distributions");
  for (const auto& c : cases["normal"]) expect_scipy(normal_cdf(c[0]), c[1], c.dump());
  for (const auto& c : cases["normal_quantile"])
    expect_scipy(normal_quantile(c[0]), c[1], c.dump());
  for (const auto& c : cases["student"]) expect_scipy(student_upper(c[0], c[1]), c[2], c.dump());
  for (const auto& c : cases["fisher"])
    expect_scipy(fisher_upper(c[0], c[1], c[2]), c[3], c.dump());
}

TEST(Distributions, LimitsOfTheNormal) {
  EXPECT_EQ(normal_cdf(-kInf), 0);
  EXPECT_EQ(normal_cdf(kInf), 1);
  EXPECT_EQ(normal_quantile(0), -kInf);
  EXPECT_EQ(normal_quantile(1), kInf);
}

TEST(Distributions, LimitsOfStudentsT) {
  EXPECT_EQ(student_upper(-kInf, 5), 1);
  EXPECT_EQ(student_upper(0, 5), 0.5);
  EXPECT_EQ(student_upper(kInf, 5), 0);
  EXPECT_EQ(student_two_sided(0, 5), 1);
  EXPECT_EQ(student_two_sided(-kInf, 5), 0);
  EXPECT_EQ(student_two_sided(-2, 5), student_two_sided(2, 5));
}

TEST(Distributions, CauchyByHand) {  // Student's t with one degree of freedom: tan
  EXPECT_NEAR(student_upper(1, 1), 0.25, 1e-15);
  EXPECT_NEAR(student_upper_quantile(0.025, 1), std::tan(0.475 * M_PI), 1e-12);
}

TEST(Distributions, FairCoinsByHand) {
  EXPECT_DOUBLE_EQ(fair_coins_lower(0, 5), 1.0 / 32);
  EXPECT_DOUBLE_EQ(fair_coins_lower(1, 3), 4.0 / 8);
  EXPECT_DOUBLE_EQ(fair_coins_lower(4, 4), 1);
}

TEST(Distributions, RatioOfAnSdWithOneDegreeIsHalfNormal) {
  EXPECT_NEAR(sd_ratio_density(0.7, 1), 2 * std::exp(-0.245) / std::sqrt(2 * M_PI), 1e-14);
  EXPECT_EQ(sd_ratio_density(0, 4), 0);
}

TEST(Distributions, UnshiftedNoncentralIsStudents) {
  EXPECT_NEAR(noncentral_student_two_sided(2, 7, 0), student_two_sided(2, 7), 1e-15);
}

}  // namespace
}  // namespace mmoe
