// SPDX-License-Identifier: Apache-2.0
#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mmoe {

double rate_factor(const TrainingOptions& options, std::int64_t step) {
  const auto t = static_cast<double>(step);
  double factor = 1;
  if (options.schedule == "cosine") {
    const auto total = static_cast<double>(options.steps);
    factor = (1 + std::cos(std::numbers::pi * (t - 1) / total)) / 2;
  } else if (options.schedule == "step") {
    const std::int64_t decays = (step - 1) / options.decay_every;
    factor = std::pow(options.decay_factor, static_cast<double>(decays));
  }
  if (options.warmup > 0) factor *= std::min(1.0, t / static_cast<double>(options.warmup));
  return factor;
}

}  // namespace mmoe
