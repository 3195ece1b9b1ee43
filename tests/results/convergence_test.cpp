// SPDX-License-Identifier: Apache-2.0
#include "results/convergence.h"

#include <gtest/gtest.h>

#include <cmath>

#include "results/sample_result.h"

namespace mmoe {
namespace {

LossCurve falling(double per_500, double last = 5000) {
  LossCurve curve;
  for (double step = 0; step <= last; step += 250) {
    curve.step.push_back(step);
    curve.loss.push_back(std::pow(1 - per_500, step / 500));
  }
  return curve;
}

TEST(Convergence, IsTheMedianFallPer500Steps) {
  EXPECT_NEAR(*fall_per_500({falling(0.05)}), 0.05, 1e-12);
  EXPECT_NEAR(*fall_per_500({falling(0.05), falling(0.02), falling(-0.01)}), 0.02, 1e-12);
  EXPECT_NEAR(*fall_per_500({falling(0.03, 20000)}), 0.03, 1e-12);  // over the last 2,000
}

TEST(Convergence, OfAShortOrBrokenCurveIsUnknown) {
  EXPECT_FALSE(fall_per_500({}));
  EXPECT_FALSE(fall_per_500({falling(0.05, 250)}));
  LossCurve broken = falling(0.05);
  broken.loss.back() = std::nan("");
  EXPECT_FALSE(fall_per_500({broken}));
  EXPECT_NEAR(*fall_per_500({broken, falling(0.05)}), 0.05, 1e-12);
}

TEST(Convergence, IsToldWhereTheLossFallsByMoreThanOnePercent) {
  EXPECT_EQ(convergence_text(0.045), "not converged: still falling 4.5 % per 500 steps");
  EXPECT_EQ(convergence_text(0.01), "");
  EXPECT_EQ(convergence_text(-0.2), "");
  EXPECT_EQ(convergence_text(std::nullopt), "");
}

TEST(Convergence, IsReadFromAResult) {
  Result result = to_result(testing::sample_synthetic(1), "sample");
  EXPECT_EQ(convergence_text(result, result.cells[0]), "");
  for (TrialRecord& trial : result.trials) {
    for (TaskCurve& task : trial.curve.tasks) {
      for (std::size_t i = 0; i < task.validation_loss.size(); ++i) {
        task.validation_loss[i] = std::pow(0.9, static_cast<double>(i));  // a point per 500 steps
      }
    }
  }
  EXPECT_EQ(convergence_text(result, result.cells[0]),
            "not converged: still falling 10.0 % per 500 steps");
}

}  // namespace
}  // namespace mmoe
