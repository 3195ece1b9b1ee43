// SPDX-License-Identifier: Apache-2.0
#include "tuning/inference.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tuning/gaussian_process.h"
#include "tuning/hyper_prior.h"
#include "tuning/sample_observations.h"

namespace mmoe {
namespace {

using Eigen::VectorXd;

double log_posterior(const Observations& data, const VectorXd& theta) {
  return GaussianProcess(data, theta).log_likelihood() +
         HyperPrior(data.dimensions()).log_density(theta);
}

TEST(ThePosteriorMode, IsAboveAllAroundIt) {
  const Observations data = sample_observations(30);
  const VectorXd mode = posterior_mode(data);
  const Bounds bounds = HyperPrior(3).bounds();
  for (Eigen::Index k = 0; k < mode.size(); ++k) {
    for (const double step : {-0.05, 0.05}) {
      VectorXd beside = mode;
      beside(k) = std::clamp(beside(k) + step, bounds.low(k), bounds.high(k));
      EXPECT_LE(log_posterior(data, beside), log_posterior(data, mode)) << k << " " << step;
    }
  }
}

TEST(PosteriorSamples, AreTenWithinTheBoundsNearTheMode) {
  const Observations data = sample_observations(30);
  const std::vector<VectorXd> samples = posterior_samples(data, {1, Purpose::kTuningSamples});
  ASSERT_EQ(samples.size(), 10U);
  const Bounds bounds = HyperPrior(3).bounds();
  const double highest = log_posterior(data, posterior_mode(data));
  for (const VectorXd& theta : samples) {
    EXPECT_TRUE((theta.array() >= bounds.low.array()).all());
    EXPECT_TRUE((theta.array() <= bounds.high.array()).all());
    // With 5 parameters twice the difference is about chi-squared with 5 degrees: 15 has p = 0.01.
    EXPECT_LE(log_posterior(data, theta), highest + 1e-9);
    EXPECT_GT(log_posterior(data, theta), highest - 15);
  }
  EXPECT_EQ(samples, posterior_samples(data, {1, Purpose::kTuningSamples}));
  EXPECT_NE(samples, posterior_samples(data, {2, Purpose::kTuningSamples}));
}

TEST(TheHyperPrior, HasItsGradientAndItsMode) {
  const HyperPrior prior(8);
  VectorXd theta = VectorXd::LinSpaced(10, -2, -1);
  for (Eigen::Index k = 0; k < theta.size(); ++k) {
    VectorXd more = theta, less = theta;
    more(k) += 1e-5;
    less(k) -= 1e-5;
    EXPECT_NEAR(prior.gradient(theta)(k),
                (prior.log_density(more) - prior.log_density(less)) / 2e-5, 1e-6);
  }
  // Flat in the lengths and the variance; more noise is always likelier.
  EXPECT_LT(prior.gradient(prior.mode()).head(9).lpNorm<Eigen::Infinity>(), 1e-12);
  EXPECT_EQ(prior.mode()(9), prior.bounds().high(9));
}

}  // namespace
}  // namespace mmoe
