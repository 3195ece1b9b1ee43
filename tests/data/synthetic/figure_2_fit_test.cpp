// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/figure_2_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mmoe {
namespace {

using std::numbers::pi;
const LabelFunction kKnown{0.44, {6.64, 16.21}, {pi, 0}, 0.1};

TEST(Figure2Fit, TheDefaultSettingFits) {
  const Fit fit = hold_against({}, kKnown);
  EXPECT_TRUE(fit.fits());
  EXPECT_EQ(fit.pearson_residuals.size(), 9U);
  for (const double r : fit.pearson_residuals) EXPECT_LE(std::abs(r), 0.01);
  EXPECT_NEAR(fit.loss, 1.1, 0.1);
}

TEST(Figure2Fit, FindsTheDefaultSettingsFamilyForTwoSines) {
  const Figure2Fit r = fit_figure_2({}, 2, 60, 1);
  ASSERT_FALSE(r.families.empty());
  const Family& family = r.families.front();
  EXPECT_LE(family.best.worst, hold_against({}, kKnown).worst + 0.2);
  // The default itself is among its settings: some member has its c and phases, whatever beta.
  const auto is_default = [](const Fit& fit) {
    return std::abs(fit.f.c - kKnown.c) < 0.04 &&
           std::abs(fit.f.c * fit.f.alpha[0] - kKnown.c * kKnown.alpha[0]) < 0.3 &&
           std::abs(fit.f.c * fit.f.alpha[1] - kKnown.c * kKnown.alpha[1]) < 0.3;
  };
  EXPECT_TRUE(is_default(family.best) || std::ranges::any_of(family.members, is_default));
}

TEST(Figure2Fit, EveryMemberFitsAndIsCanonical) {
  const Figure2Fit r = fit_figure_2({}, 2, 40, 2);
  for (const Family& family : r.families) {
    EXPECT_TRUE(family.best.fits());
    ASSERT_FALSE(family.members.empty());
    for (const Fit& fit : family.members) {
      EXPECT_TRUE(fit.fits());
      EXPECT_TRUE(hold_against({}, fit.f).fits());  // also after it was made canonical
      EXPECT_TRUE(std::is_sorted(fit.f.alpha.begin(), fit.f.alpha.end()));
      EXPECT_GE(fit.f.alpha.front(), 0);
    }
  }
}

TEST(Figure2Fit, OneSineDoesNotFitWithOrWithoutTheLoss) {
  const Figure2Fit r = fit_figure_2({}, 1, 100, 1);
  EXPECT_TRUE(r.families.empty());
  EXPECT_GT(r.best.worst, 3);
  const Figure2Fit alone = fit_figure_2(correlations_alone({}), 1, 100, 1);
  EXPECT_TRUE(alone.families.empty());
  EXPECT_GT(alone.best.worst, 3);
}

TEST(Figure2Fit, FindsAOneSineSettingFromItsOwnNumbers) {
  const LabelFunction truth{0.6, {4}, {0.5}, 0.1};
  Figure2Target target;
  for (auto& [cosine, pearson] : target.pearson) pearson = label_pearson(truth, cosine);
  target.loss = hold_against(target, truth).loss;
  target.loss_error = 0.01;
  const Figure2Fit r = fit_figure_2(target, 1, 30, 1);
  ASSERT_FALSE(r.families.empty());
  EXPECT_NEAR(r.best.f.c, 0.6, 1e-3);
  EXPECT_NEAR(r.best.f.alpha[0], 4, 1e-2);
}

TEST(Figure2Fit, IsAFunctionOfTheSeed) {
  const Figure2Fit once = fit_figure_2({}, 2, 20, 7);
  const Figure2Fit again = fit_figure_2({}, 2, 20, 7);
  EXPECT_EQ(once.best.f.c, again.best.f.c);
  ASSERT_EQ(once.families.size(), again.families.size());
  EXPECT_NE(fit_figure_2({}, 2, 1, 8).best.f.beta, fit_figure_2({}, 2, 1, 7).best.f.beta);
}

TEST(Figure2Fit, ManySinesHaveFewerPointsThanParameters) {
  const Figure2Fit r = fit_figure_2({}, 6, 3, 1);
  EXPECT_EQ(r.best.f.alpha.size(), 6U);
  EXPECT_TRUE(std::isfinite(r.best.worst));
}

}  // namespace
}  // namespace mmoe
