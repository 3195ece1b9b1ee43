// SPDX-License-Identifier: Apache-2.0
// What is believed of an objective after some trials: Gaussian processes on the warped objectives,
// one for each sample of their hyper-parameters, and the improvement they expect of a setting.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

#include "tuning/gaussian_process.h"
#include "tuning/search_space.h"

namespace mmoe {

/// A trial that has ended.
struct TunedTrial {
  SearchPoint setting = {};
  double objective = 0;  // less is better; not finite: failed or diverged, as bad as the worst
};

/// The coordinates of the trials' settings, [n x d].
Eigen::MatrixXd coordinates_of(const SearchSpace& space, std::span<const TunedTrial> trials);

class Surrogate {
 public:
  /// A function of its arguments alone; trials is not empty, their order may matter.
  Surrogate(const SearchSpace& space, std::span<const TunedTrial> trials, std::uint64_t seed);
  Surrogate(const Surrogate&) = delete;  // the processes point at the data
  Surrogate& operator=(const Surrogate&) = delete;

  /// The posterior mean of the warped objective at the rows of x [m x d], averaged over the
  /// samples, [m].
  Eigen::VectorXd mean_at(const Eigen::MatrixXd& x) const;

  /// Mean and standard deviation of the warped objective without noise at the rows of x, of the
  /// mixture of the samples; [m] each.
  struct Belief {
    Eigen::VectorXd mean, sd;
  };
  Belief belief_at(const Eigen::MatrixXd& x) const;

  /// log of the expected improvement, averaged over the samples, at the rows of x; [m]. Each sample
  /// improves on the least posterior mean among its trials: with noise the least objective seen is
  /// luck.
  Eigen::VectorXd log_improvement_at(const Eigen::MatrixXd& x) const;
  /// The same at one point, and its gradient [d]; 0 for categorical coordinates.
  double log_improvement_with_gradient(const Eigen::VectorXd& x, Eigen::VectorXd& gradient) const;

 private:
  Observations data_;
  std::vector<GaussianProcess> processes_;
  std::vector<double> best_;  // the least posterior mean of each
};

}  // namespace mmoe
