// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/option_importance.h"

#include <algorithm>

#include "math/sobol.h"

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kImportancePoints = 512;

/// Points of the unit cube as settings that exist.
MatrixXd snapped(const SearchSpace& space, const MatrixXd& u) {
  MatrixXd x(u.rows(), u.cols());
  for (Index i = 0; i < u.rows(); ++i) {
    x.row(i) = space.coordinates(space.setting_at(u.row(i).transpose()));
  }
  return x;
}

}  // namespace

std::vector<double> option_importances(const SearchSpace& space, const Surrogate& surrogate) {
  const Index d = space.dimensions();
  const MatrixXd u =
      sobol_points(kImportancePoints, 2 * d, {.seed = 1, .purpose = Purpose::kTuningCandidates});
  const MatrixXd a = snapped(space, u.leftCols(d));
  const MatrixXd b = snapped(space, u.rightCols(d));
  const VectorXd f = surrogate.mean_at(a);
  const double variance = (f.array() - f.mean()).square().mean();
  std::vector<double> shares(static_cast<std::size_t>(d), 0.0);
  if (variance <= 0) return shares;
  for (Index k = 0; k < d; ++k) {
    MatrixXd other = a;
    other.col(k) = b.col(k);
    const double lost = (surrogate.mean_at(other) - f).squaredNorm() / (2 * kImportancePoints);
    shares[static_cast<std::size_t>(k)] = std::min(1.0, lost / variance);
  }
  return shares;
}

}  // namespace mmoe
