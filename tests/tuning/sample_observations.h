// SPDX-License-Identifier: Apache-2.0
// Observations for the tests of Gaussian processes.
#pragma once

#include <cmath>

#include "math/random.h"
#include "tuning/observations.h"

namespace mmoe {

/// n settings drawn evenly, of two numbers and a category of three, some of them replicated;
/// values of a smooth function with a little noise.
inline Observations sample_observations(Eigen::Index n) {
  const Stream stream{3, Purpose::kCheck};
  std::uint64_t draw = 0;
  Eigen::MatrixXd x(n + n / 4, 3);
  std::vector<double> z;
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    if (i < n) {
      const auto category = static_cast<double>(uniform_below(stream, draw++, 3));
      x.row(i) << uniform(stream, draw), uniform(stream, draw + 1), (category + 0.5) / 3;
      draw += 2;
    } else {
      x.row(i) = x.row(i - n);
    }
    z.push_back(std::sin(5 * x(i, 0)) + x(i, 1) * x(i, 2) + 0.1 * normal(stream, draw++));
  }
  return collapse(x, {false, false, true}, z);
}

}  // namespace mmoe
