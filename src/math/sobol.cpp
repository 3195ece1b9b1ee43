// SPDX-License-Identifier: Apache-2.0
#include "math/sobol.h"

#include <boost/random/sobol.hpp>

namespace mmoe {

Eigen::MatrixXd sobol_points(Index n, Index d, const Stream& shifts) {
  boost::random::sobol sequence(static_cast<std::size_t>(d));
  Eigen::MatrixXd points(n, d);
  for (Index i = 0; i < n; ++i) {
    for (Index k = 0; k < d; ++k) {
      // Boost leaves out the sequence's first point, which is 0.
      const std::uint64_t digits = i == 0 ? 0 : sequence();
      const std::uint64_t bits = digits ^ random_bits(shifts, static_cast<std::uint64_t>(k));
      points(i, k) = static_cast<double>(bits >> 11) * 0x1p-53;  // in [0, 1)
    }
  }
  return points;
}

}  // namespace mmoe
