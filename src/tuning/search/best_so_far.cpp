// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/best_so_far.h"

#include <cmath>

#include "tuning/output_warp.h"

namespace mmoe {

std::vector<std::optional<BestSoFar>> best_so_far(const SearchSpace& space,
                                                  const Surrogate& surrogate,
                                                  std::span<const TunedTrial> trials) {
  constexpr double kDeviations = 1.959963984540054;  // 95 % of a normal distribution
  std::vector<double> objectives;
  for (const TunedTrial& trial : trials) objectives.push_back(trial.objective);
  const Surrogate::Belief belief = surrogate.belief_at(coordinates_of(space, trials));
  const Eigen::VectorXd low = belief.mean - kDeviations * belief.sd;
  const Eigen::VectorXd high = belief.mean + kDeviations * belief.sd;
  const auto lows = unwarped(objectives, {low.data(), trials.size()});
  const auto highs = unwarped(objectives, {high.data(), trials.size()});
  std::vector<std::optional<BestSoFar>> steps;
  std::optional<BestSoFar> best;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const double objective = objectives[i];
    if (std::isfinite(objective) && (!best || objective < best->objective)) {
      best = BestSoFar{i, objective, {lows[i], highs[i]}};
    }
    steps.push_back(best);
  }
  return steps;
}

}  // namespace mmoe
