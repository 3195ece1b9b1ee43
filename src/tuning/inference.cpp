// SPDX-License-Identifier: Apache-2.0
#include "tuning/inference.h"

#include "tuning/gaussian_process.h"
#include "tuning/hyper_prior.h"
#include "tuning/slice_sampler.h"

namespace mmoe {
namespace {

using Eigen::VectorXd;

constexpr int kModeSteps = 50;
constexpr int kUnseenSweeps = 2;
constexpr int kSamples = 10;

}  // namespace

VectorXd posterior_mode(const Observations& data) {
  const HyperPrior prior(data.dimensions());
  const auto minus_log_posterior = [&](const VectorXd& theta, VectorXd& gradient) {
    const GaussianProcess process(data, theta);
    if (!process.usable()) return -process.log_likelihood();
    gradient = -process.log_likelihood_gradient() - prior.gradient(theta);
    return -process.log_likelihood() - prior.log_density(theta);
  };
  // Enough noise that the first matrix has a factor whatever the observations.
  VectorXd start = prior.mode();
  start(data.dimensions() + 1) = -4;
  return minimise(minus_log_posterior, prior.bounds(), start, kModeSteps).x;
}

std::vector<VectorXd> posterior_samples(const Observations& data, const Stream& stream) {
  const HyperPrior prior(data.dimensions());
  const auto log_posterior = [&](const VectorXd& theta) {
    return GaussianProcess(data, theta).log_likelihood() + prior.log_density(theta);
  };
  SliceSampler chain(log_posterior, prior.bounds(), posterior_mode(data), stream);
  for (int sweep = 0; sweep < kUnseenSweeps; ++sweep) chain.sweep();
  std::vector<VectorXd> samples;
  for (int sample = 0; sample < kSamples; ++sample) {
    chain.sweep();
    samples.push_back(chain.state());
  }
  return samples;
}

}  // namespace mmoe
