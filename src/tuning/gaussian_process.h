// SPDX-License-Identifier: Apache-2.0
// A Gaussian process of mean 0: f ~ GP(0, a^2 M(r)), z = f(x) + noise, with Matern's kernel of
// smoothness 5/2 and one lengthscale per coordinate ("automatic relevance determination"):
//   M(r) = (1 + sqrt5 r + 5/3 r^2) exp(-sqrt5 r),   r^2 = sum_k (dx_k / l_k)^2
// where dx_k is 1 or 0 for a categorical coordinate (Hamming's distance).
// Source: Rasmussen and Williams 2006, "Gaussian processes for machine learning", chapters 2, 4, 5.
//
// theta, [d + 2], holds the logarithms: d lengthscales, the variance a^2, the variance of noise.
#pragma once

#include <Eigen/Core>

#include "tuning/observations.h"

namespace mmoe {

class GaussianProcess {
 public:
  /// Factorises K + noise / repeats, n^3 / 3 operations. `data` has to outlive this object.
  GaussianProcess(const Observations& data, Eigen::VectorXd theta);

  /// False where rounding left the matrix without a factor: then log_likelihood is minus infinity,
  /// and nothing else may be asked.
  bool usable() const { return usable_; }

  /// log p(z | theta) of all replicates; in theta.
  double log_likelihood() const;
  Eigen::VectorXd log_likelihood_gradient() const;  // [d + 2], another 2 n^3 / 3 operations

  struct Posterior {
    Eigen::VectorXd mean;      // [m]
    Eigen::VectorXd variance;  // [m], of f without noise, > 0
  };
  /// The posterior of f at the rows of x, [m x d].
  Posterior at(const Eigen::MatrixXd& x) const;

  struct PointPosterior {
    double mean, variance;
    Eigen::VectorXd d_mean, d_variance;  // [d], 0 for categorical coordinates
  };
  PointPosterior with_gradient(const Eigen::VectorXd& x) const;

  /// The posterior mean at the observations, [n].
  Eigen::VectorXd fitted() const;

 private:
  /// (K + noise / repeats)^-1 b, column by column.
  template <typename Right>
  Right solve(Right b) const;

  const Observations* data_;
  Eigen::VectorXd theta_;            // [d + 2]
  Eigen::VectorXd inverse_lengths_;  // [d]
  double variance_, noise_;
  Eigen::MatrixXd factor_;  // lower half: L of K + noise / repeats = L L^T, [n x n]
  bool usable_ = false;
  Eigen::VectorXd alpha_;  // (K + noise / repeats)^-1 mean, [n]
};

}  // namespace mmoe
