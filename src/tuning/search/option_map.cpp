// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/option_map.h"

#include <algorithm>

#include "tuning/output_warp.h"
#include "tuning/search/option_slices.h"

namespace mmoe {
namespace {

using Eigen::Index;

constexpr std::int64_t kMostMapPlaces = 21;

/// Options that can be drawn, the one that matters most first.
std::vector<Index> drawn_options(const SearchSpace& space, std::span<const double> importances) {
  std::vector<Index> options;
  for (Index k = 0; k < space.dimensions(); ++k) {
    const bool is_ordered = space.kind(k) != OptionKind::kCategorical && space.levels(k) > 1;
    if (is_ordered && importances[static_cast<std::size_t>(k)] > 0) options.push_back(k);
  }
  std::ranges::stable_sort(options, std::greater<>(),
                           [&](Index k) { return importances[static_cast<std::size_t>(k)]; });
  return options;
}

std::vector<double> places_along(const SearchSpace& space, Index k) {
  std::vector<double> places;
  for (const std::int64_t level : even_levels(space, k, kMostMapPlaces)) {
    places.push_back(space.coordinate(k, level));
  }
  return places;
}

}  // namespace

std::optional<OptionMap> option_map(const SearchSpace& space, const Surrogate& surrogate,
                                    std::span<const TunedTrial> trials, const SearchPoint& centre,
                                    std::span<const double> importances) {
  const std::vector<Index> options = drawn_options(space, importances);
  if (options.size() < 2) return std::nullopt;
  OptionMap map{.x = options[0], .y = options[1]};
  map.x_places = places_along(space, map.x);
  map.y_places = places_along(space, map.y);
  std::vector<double> objectives;
  for (const TunedTrial& trial : trials) objectives.push_back(trial.objective);
  Eigen::MatrixXd row =
      space.coordinates(centre).transpose().replicate(static_cast<Index>(map.x_places.size()), 1);
  row.col(map.x) = Eigen::Map<const Eigen::VectorXd>(map.x_places.data(), row.rows());
  for (const double place : map.y_places) {
    row.col(map.y).setConstant(place);
    const Eigen::VectorXd means = surrogate.mean_at(row);
    map.means.push_back(
        unwarped(objectives, {means.data(), static_cast<std::size_t>(means.size())}));
  }
  return map;
}

}  // namespace mmoe
