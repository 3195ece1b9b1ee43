// SPDX-License-Identifier: Apache-2.0
// What is believed of a Gaussian process's hyper-parameters before any observation. Each logarithm
// t = log v has log density shape t - rate v (v has a Gamma distribution), within bounds; theta as
// in tuning/gaussian_process.h.
#pragma once

#include <Eigen/Core>

#include "tuning/box_minimiser.h"

namespace mmoe {

class HyperPrior {
 public:
  /// For d coordinates in [0, 1], and observations of mean 0 and standard deviation 1.
  explicit HyperPrior(Eigen::Index d);

  /// Up to a constant, and its gradient [d + 2].
  double log_density(const Eigen::VectorXd& theta) const;
  Eigen::VectorXd gradient(const Eigen::VectorXd& theta) const;
  /// Where the density is greatest, within the bounds.
  Eigen::VectorXd mode() const;
  const Bounds& bounds() const { return bounds_; }

 private:
  Eigen::ArrayXd shape_, rate_;  // [d + 2]
  Bounds bounds_;
};

}  // namespace mmoe
