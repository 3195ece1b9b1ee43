// SPDX-License-Identifier: Apache-2.0
// Small versions of what mmoe-tuner-regret prints, with room to spare.
#include "regret/regret.h"

#include <gtest/gtest.h>

#include "statistics/sample.h"

namespace mmoe {
namespace {

/// The median over three seeds.
double median_regret(const std::string& name, int evaluations, TuningMethod method) {
  RegretFunction function = regret_function(name);
  function.evaluations = evaluations;
  std::vector<double> regrets;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    regrets.push_back(simple_regret(function, seed, method));
  }
  return median(regrets);
}

TEST(SimpleRegret, IsSmallAfterFewTrials) {
  EXPECT_LT(median_regret("branin", 25, TuningMethod::kGaussianProcess), 0.1);
  EXPECT_LT(median_regret("branin-int", 25, TuningMethod::kGaussianProcess), 0.1);
  EXPECT_LT(median_regret("hartmann3", 25, TuningMethod::kGaussianProcess), 0.05);
}

/// Random search has 1.4 and 0.6 there (by the exact quantile, of 25 trials).
TEST(SimpleRegret, OfEvenAndRandomTrialsIsThatOfChance) {
  for (const TuningMethod method : {TuningMethod::kSobol, TuningMethod::kRandom}) {
    EXPECT_GT(median_regret("branin", 25, method), 0.1);
    EXPECT_GT(median_regret("hartmann3", 25, method), 0.1);
  }
}

TEST(SimpleRegret, IsThatOfTheSettingRecommendedWhereValuesAreNoisy) {
  RegretFunction function = regret_function("branin");
  function.evaluations = 20;
  function.noise = 1;
  const double regret = simple_regret(function, 1, TuningMethod::kGaussianProcess);
  EXPECT_GE(regret, 0);
  EXPECT_LT(regret, 3);
}

}  // namespace
}  // namespace mmoe
