// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/option_slices.h"

#include <algorithm>

#include "tuning/output_warp.h"

namespace mmoe {
namespace {

constexpr std::int64_t kMostSlicePoints = 33;

OptionSlice slice_along(const SearchSpace& space, const Surrogate& surrogate,
                        const std::vector<double>& objectives, const SearchPoint& centre,
                        Eigen::Index k) {
  const std::vector<std::int64_t> levels = even_levels(space, k, kMostSlicePoints);
  const auto points = static_cast<Eigen::Index>(levels.size());
  Eigen::MatrixXd x = space.coordinates(centre).transpose().replicate(points, 1);  // [points x d]
  OptionSlice slice;
  for (Eigen::Index i = 0; i < points; ++i) {
    const std::int64_t level = levels[static_cast<std::size_t>(i)];
    x(i, k) = space.coordinate(k, level);
    slice.places.push_back(x(i, k));
    slice.values.push_back(space.value(k, level));
  }
  const Eigen::VectorXd means = surrogate.mean_at(x);
  slice.means = unwarped(objectives, {means.data(), static_cast<std::size_t>(means.size())});
  return slice;
}

}  // namespace

std::vector<std::int64_t> even_levels(const SearchSpace& space, Eigen::Index k, std::int64_t most) {
  const std::int64_t last = space.levels(k) - 1;
  const std::int64_t points = std::min(last + 1, most);
  std::vector<std::int64_t> levels = {0};
  for (std::int64_t i = 1; i < points; ++i) {
    const double u = static_cast<double>(i) / static_cast<double>(points - 1);
    const std::int64_t level = std::clamp<std::int64_t>(space.level_at(k, u), 0, last);
    if (level > levels.back()) levels.push_back(level);
  }
  return levels;
}

std::vector<OptionSlice> option_slices(const SearchSpace& space, const Surrogate& surrogate,
                                       std::span<const TunedTrial> trials,
                                       const SearchPoint& centre) {
  std::vector<double> objectives;
  for (const TunedTrial& trial : trials) objectives.push_back(trial.objective);
  std::vector<OptionSlice> slices;
  for (Eigen::Index k = 0; k < space.dimensions(); ++k) {
    slices.push_back(slice_along(space, surrogate, objectives, centre, k));
  }
  return slices;
}

}  // namespace mmoe
