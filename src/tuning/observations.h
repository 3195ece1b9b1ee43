// SPDX-License-Identifier: Apache-2.0
// What a Gaussian process is fitted to: one row per setting. Replicates of a setting are collapsed
// to their mean, which loses nothing (Binois, Gramacy and Ludkovski 2018), so that the cost is that
// of the settings that differ.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

namespace mmoe {

/// n settings of d coordinates.
struct Observations {
  Eigen::MatrixXd x;              // [n x d], coordinates in [0, 1]
  std::vector<bool> categorical;  // [d]; such coordinates are equal or not, however far apart
  Eigen::VectorXd mean;           // [n], of each setting's replicates
  Eigen::VectorXd repeats;        // [n], how many replicates, >= 1
  Eigen::VectorXd within;         // [n], sum of squares of the replicates about their mean

  Eigen::Index size() const { return x.rows(); }
  Eigen::Index dimensions() const { return x.cols(); }
};

/// Rows of x [m x d] with value z[i], m >= 1; rows that are equal become one, in order of first
/// appearance.
Observations collapse(const Eigen::MatrixXd& x, std::vector<bool> categorical,
                      std::span<const double> z);

/// The rows `chosen`, in that order.
Observations subset(const Observations& data, std::span<const Eigen::Index> chosen);

}  // namespace mmoe
