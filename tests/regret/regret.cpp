// SPDX-License-Identifier: Apache-2.0
#include "regret/regret.h"

#include <algorithm>

#include "math/random.h"

namespace mmoe {

double simple_regret(const RegretFunction& function, std::uint64_t seed, TuningMethod method) {
  const Stream noise{seed, Purpose::kCheck};
  std::vector<TunedTrial> trials;
  double least = std::numeric_limits<double>::infinity();
  for (int k = 0; k < function.evaluations; ++k) {
    const std::optional<SearchPoint> setting = suggest(function.space, trials, seed, method);
    if (!setting) break;
    const double value = true_value(function, *setting);
    least = std::min(least, value);
    trials.push_back(
        {*setting, value + function.noise * normal(noise, static_cast<std::uint64_t>(k))});
  }
  if (function.noise > 0) {
    least = true_value(function, trials[recommend(function.space, trials, seed)].setting);
  }
  return std::max(0.0, least - function.minimum);
}

}  // namespace mmoe
