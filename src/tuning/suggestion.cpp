// SPDX-License-Identifier: Apache-2.0
#include "tuning/suggestion.h"

#include <algorithm>
#include <set>

#include "math/random.h"
#include "math/sobol.h"
#include "tuning/improvement_search.h"

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr std::uint64_t kDesignDraws = 256;  // points looked at before settings are counted through

/// Point i of a sequence over the unit cube.
VectorXd design_point(Index d, std::uint64_t i, std::uint64_t seed, TuningMethod method) {
  if (method != TuningMethod::kRandom) {
    if (i == 0) return VectorXd::Constant(d, 0.5);
    return sobol_points(static_cast<Index>(i) + 1, d, {seed, Purpose::kTuningDesign})
        .bottomRows(1)
        .transpose();
  }
  VectorXd u(d);
  const Stream stream{seed, Purpose::kTuningDesign, 1};
  for (Index k = 0; k < d; ++k) {
    u(k) = uniform(stream, i * static_cast<std::uint64_t>(d) + static_cast<std::uint64_t>(k));
  }
  return u;
}

/// The first point from number `trials` on that was not tried; some setting that was not if there
/// is none.
SearchPoint designed(const SearchSpace& space, std::size_t trials,
                     const std::set<SearchPoint>& tried, std::uint64_t seed, TuningMethod method) {
  for (std::uint64_t i = trials; i < trials + kDesignDraws; ++i) {
    const SearchPoint setting = space.setting_at(design_point(space.dimensions(), i, seed, method));
    if (!tried.contains(setting)) return setting;
  }
  std::int64_t number = 0;
  while (tried.contains(space.numbered(number))) ++number;
  return space.numbered(number);
}

}  // namespace

std::size_t design_size(const SearchSpace& space) {
  return std::max<std::size_t>(4, 2 * static_cast<std::size_t>(space.dimensions()));
}

std::optional<SearchPoint> suggest(const SearchSpace& space, std::span<const TunedTrial> trials,
                                   std::uint64_t seed, TuningMethod method) {
  std::set<SearchPoint> tried;
  for (const TunedTrial& trial : trials) tried.insert(trial.setting);
  if (static_cast<std::int64_t>(tried.size()) >= space.size()) return std::nullopt;
  if (method == TuningMethod::kGaussianProcess && trials.size() >= design_size(space)) {
    const Surrogate surrogate(space, trials, seed);
    const std::optional<SearchPoint> found =
        search_improvement(space, trials, tried, surrogate, seed);
    if (found) return found;
  }
  return designed(space, trials.size(), tried, seed, method);
}

std::size_t recommend(const SearchSpace& space, std::span<const TunedTrial> trials,
                      std::uint64_t seed) {
  return recommend(space, trials, Surrogate(space, trials, seed));
}

std::size_t recommend(const SearchSpace& space, std::span<const TunedTrial> trials,
                      const Surrogate& surrogate) {
  Index best = 0;
  surrogate.mean_at(coordinates_of(space, trials)).minCoeff(&best);
  return static_cast<std::size_t>(best);
}

}  // namespace mmoe
