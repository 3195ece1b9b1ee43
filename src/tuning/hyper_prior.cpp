// SPDX-License-Identifier: Apache-2.0
#include "tuning/hyper_prior.h"

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

struct GammaPrior {
  double shape, rate, low, high;
};

constexpr GammaPrior kLength{3, 6, 0.025, 100};
constexpr GammaPrior kVariance{2, 0.15, 1e-2, 1e2};
// Nearly even on the logarithmic scale: an objective may be exact or mostly noise.
constexpr GammaPrior kNoise{0.1, 0.05, 1e-8, 1};

}  // namespace

HyperPrior::HyperPrior(Eigen::Index d) : shape_(d + 2), rate_(d + 2) {
  bounds_ = {Eigen::VectorXd(d + 2), Eigen::VectorXd(d + 2)};
  // Points of a large cube are far apart: lengths have to grow with the root of d.
  const double stretch = std::max(1.0, std::sqrt(static_cast<double>(d) / 6));
  for (Eigen::Index k = 0; k < d + 2; ++k) {
    const GammaPrior& prior = k < d ? kLength : k == d ? kVariance : kNoise;
    shape_(k) = prior.shape;
    rate_(k) = k < d ? prior.rate / stretch : prior.rate;
    bounds_.low(k) = std::log(prior.low);
    bounds_.high(k) = std::log(prior.high);
  }
}

double HyperPrior::log_density(const Eigen::VectorXd& theta) const {
  return (shape_ * theta.array() - rate_ * theta.array().exp()).sum();
}

Eigen::VectorXd HyperPrior::gradient(const Eigen::VectorXd& theta) const {
  return shape_ - rate_ * theta.array().exp();
}

Eigen::VectorXd HyperPrior::mode() const {
  const Eigen::VectorXd theta = (shape_ / rate_).log();
  return theta.cwiseMax(bounds_.low).cwiseMin(bounds_.high);
}

}  // namespace mmoe
