// SPDX-License-Identifier: Apache-2.0
// Slice sampling, one coordinate after the other: stepping out, then shrinking.
// Source: Neal 2003, "Slice sampling"; Murray and Adams 2010 use it for Gaussian processes, and
// Spearmint does.
#pragma once

#include <Eigen/Core>
#include <functional>

#include "math/random.h"
#include "tuning/box_minimiser.h"

namespace mmoe {

/// Draw 0, 1, 2, ... of a stream.
class UniformSequence {
 public:
  explicit UniformSequence(const Stream& stream) : stream_(stream) {}
  double operator()() { return uniform(stream_, next_++); }

 private:
  Stream stream_;
  std::uint64_t next_ = 0;
};

/// A Markov chain that leaves a density on a box as it is, up to a constant.
class SliceSampler {
 public:
  using LogDensity = std::function<double(const Eigen::VectorXd& x)>;

  /// log_density(start) is finite; minus infinity: no sample there.
  SliceSampler(LogDensity log_density, Bounds bounds, Eigen::VectorXd start, const Stream& stream);

  /// Moves each coordinate once. One that finds no place in 40 trials stays where it is.
  void sweep();
  const Eigen::VectorXd& state() const { return x_; }

 private:
  struct Slice {
    double left, right, level;
  };
  Slice step_out(Eigen::Index k);
  void shrink(Eigen::Index k, Slice slice);
  double density_at(Eigen::Index k, double value) const;

  LogDensity log_density_;
  Bounds bounds_;
  Eigen::VectorXd x_;
  double log_density_here_;
  UniformSequence uniform_;
};

}  // namespace mmoe
