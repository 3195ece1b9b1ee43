// SPDX-License-Identifier: Apache-2.0
// Matern's kernel of smoothness 5/2 as a function of the squared distance, element by element.
#pragma once

#include <Eigen/Core>

namespace mmoe {

/// (1 + s + s^2 / 3) exp(-s), s = sqrt(5 r^2); 1 at 0.
template <typename Array>
Eigen::ArrayXd matern(const Array& squares) {
  const Eigen::ArrayXd s = (5 * squares).sqrt();
  return (1 + s + s.square() / 3) * (-s).exp();
}

/// Its derivative in r^2, times -2: 5/3 (1 + s) exp(-s).
template <typename Array>
Eigen::ArrayXd matern_slope(const Array& squares) {
  const Eigen::ArrayXd s = (5 * squares).sqrt();
  return (5.0 / 3) * (1 + s) * (-s).exp();
}

}  // namespace mmoe
