// SPDX-License-Identifier: Apache-2.0
#include "tuning/improvement_search.h"

#include <algorithm>
#include <numeric>

#include "math/random.h"
#include "math/sobol.h"
#include "tuning/box_minimiser.h"

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kSobolPoints = 1024;
constexpr std::int64_t kSmallSpace = 2048;  // all of it are candidates
constexpr std::size_t kBestTrials = 5;      // whose neighbours are candidates
constexpr std::size_t kNeighbours = 20;     // of each
constexpr std::size_t kStarts = 6;          // of the local search
constexpr int kGradientSteps = 30;
constexpr int kMoves = 20;               // of moves, each by gradient or by level
constexpr std::int64_t kFewLevels = 32;  // all of which are tried

MatrixXd coordinates_of(const SearchSpace& space, const std::vector<SearchPoint>& settings) {
  MatrixXd x(static_cast<Index>(settings.size()), space.dimensions());
  for (Index i = 0; i < x.rows(); ++i) {
    x.row(i) = space.coordinates(settings[static_cast<std::size_t>(i)]);
  }
  return x;
}

/// Indices of `values`, the greatest first.
std::vector<std::size_t> descending(const VectorXd& values) {
  std::vector<std::size_t> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t i) { return values(static_cast<Index>(i)); });
  return order;
}

/// A setting near another: numbers move by a normal step, a tenth of the range to a thousandth,
/// and one category in four is drawn anew.
SearchPoint neighbour(const SearchSpace& space, const SearchPoint& setting, const Stream& stream,
                      std::size_t number) {
  constexpr double kSteps[] = {0.1, 0.02, 0.004, 0.001};
  VectorXd u = space.coordinates(setting);
  for (Index k = 0; k < u.size(); ++k) {
    const std::uint64_t draw =
        number * static_cast<std::size_t>(u.size()) + static_cast<std::size_t>(k);
    if (space.kind(k) != OptionKind::kCategorical) {
      u(k) = std::clamp(u(k) + kSteps[number % 4] * normal(stream, 2 * draw), 0.0, 1.0);
    } else if (uniform(stream, 2 * draw) < 0.25) {
      u(k) = uniform(stream, 2 * draw + 1);
    }
  }
  return space.setting_at(u);
}

std::vector<SearchPoint> candidates(const SearchSpace& space, std::span<const TunedTrial> trials,
                                    const Surrogate& surrogate, std::uint64_t seed) {
  std::vector<SearchPoint> pool;
  if (space.size() <= kSmallSpace) {
    for (std::int64_t i = 0; i < space.size(); ++i) pool.push_back(space.numbered(i));
    return pool;
  }
  const auto run = static_cast<std::uint32_t>(trials.size());
  const MatrixXd points =
      sobol_points(kSobolPoints, space.dimensions(), {seed, Purpose::kTuningCandidates, run});
  for (Index i = 0; i < points.rows(); ++i) pool.push_back(space.setting_at(points.row(i)));
  const std::vector<std::size_t> best =
      descending(-surrogate.mean_at(coordinates_of(space, trials)));
  const Stream stream{seed, Purpose::kTuningNeighbours, run};
  for (std::size_t i = 0; i < std::min(kBestTrials, best.size()) * kNeighbours; ++i) {
    pool.push_back(neighbour(space, trials[best[i / kNeighbours]].setting, stream, i));
  }
  return pool;
}

/// Uphill along continuous options; the others stay.
SearchPoint move_by_gradient(const SearchSpace& space, const Surrogate& surrogate,
                             const SearchPoint& setting) {
  const VectorXd start = space.coordinates(setting);
  Bounds bounds{start, start};
  for (Index k = 0; k < start.size(); ++k) {
    if (space.kind(k) != OptionKind::kContinuous) continue;
    bounds.low(k) = 0;
    bounds.high(k) = 1;
  }
  if (bounds.low == bounds.high) return setting;
  const auto minus_improvement = [&](const VectorXd& x, VectorXd& gradient) {
    const double value = surrogate.log_improvement_with_gradient(x, gradient);
    gradient = -gradient;
    return -value;
  };
  return space.setting_at(minimise(minus_improvement, bounds, start, kGradientSteps).x);
}

/// All settings that differ in the level of one option that is not continuous: every level of a
/// few, else those 1, 2, 4, ... levels away.
std::vector<SearchPoint> one_level_away(const SearchSpace& space, const SearchPoint& setting) {
  std::vector<SearchPoint> others;
  for (Index k = 0; k < space.dimensions(); ++k) {
    if (space.kind(k) == OptionKind::kContinuous) continue;
    const std::int64_t levels = space.levels(k);
    const std::int64_t here = setting[static_cast<std::size_t>(k)];
    const auto add = [&](std::int64_t level) {
      if (level < 0 || level >= levels || level == here) return;
      others.push_back(setting);
      others.back()[static_cast<std::size_t>(k)] = level;
    };
    for (std::int64_t level = 0; levels <= kFewLevels && level < levels; ++level) add(level);
    for (std::int64_t step = 1; levels > kFewLevels && step < levels; step *= 2) {
      add(here - step);
      add(here + step);
    }
  }
  return others;
}

/// Local search until neither kind of move raises the improvement.
std::pair<SearchPoint, double> refine(const SearchSpace& space, const Surrogate& surrogate,
                                      SearchPoint setting, double value) {
  for (int move = 0; move < kMoves; ++move) {
    std::vector<SearchPoint> moves = one_level_away(space, setting);
    const bool mixed = !moves.empty();
    moves.push_back(move_by_gradient(space, surrogate, setting));
    const VectorXd values = surrogate.log_improvement_at(coordinates_of(space, moves));
    Index best = 0;
    if (!(values.maxCoeff(&best) > value)) break;
    setting = moves[static_cast<std::size_t>(best)];
    value = values(best);
    if (!mixed) break;  // a second gradient search would end where the first did
  }
  return {setting, value};
}

}  // namespace

std::optional<SearchPoint> search_improvement(const SearchSpace& space,
                                              std::span<const TunedTrial> trials,
                                              const std::set<SearchPoint>& tried,
                                              const Surrogate& surrogate, std::uint64_t seed) {
  const std::vector<SearchPoint> pool = candidates(space, trials, surrogate, seed);
  const VectorXd values = surrogate.log_improvement_at(coordinates_of(space, pool));
  std::optional<SearchPoint> best;
  double best_value = 0;
  const auto keep_better = [&](const SearchPoint& setting, double value) {
    if (tried.contains(setting) || (best && !(value > best_value))) return;
    best = setting;
    best_value = value;
  };
  std::size_t starts = 0;
  for (const std::size_t i : descending(values)) {
    const double value = values(static_cast<Index>(i));
    keep_better(pool[i], value);
    if (space.size() <= kSmallSpace || starts++ >= kStarts) continue;
    const auto [setting, refined] = refine(space, surrogate, pool[i], value);
    keep_better(setting, refined);
  }
  return best;
}

}  // namespace mmoe
