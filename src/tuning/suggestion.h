// SPDX-License-Identifier: Apache-2.0
// What to try next, and what to take in the end. Both are functions of the space, the trials that
// have ended and the seed alone: a study that is interrupted goes on as if it had not been.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "tuning/search_space.h"
#include "tuning/surrogate.h"

namespace mmoe {

enum class TuningMethod {
  kGaussianProcess,  // after a few points of the Sobol sequence, the most expected improvement
  kSobol,            // even over the space
  kRandom,
};

/// How many trials come before the first that a Gaussian process suggests.
std::size_t design_size(const SearchSpace& space);

/// A setting that no trial had; empty if all have been tried. The first is the centre.
std::optional<SearchPoint> suggest(const SearchSpace& space, std::span<const TunedTrial> trials,
                                   std::uint64_t seed,
                                   TuningMethod method = TuningMethod::kGaussianProcess);

/// The position of the trial whose setting is likely the best: the least posterior mean, not the
/// least objective, which is luck in part. `trials` is not empty; if all failed it is some trial.
std::size_t recommend(const SearchSpace& space, std::span<const TunedTrial> trials,
                      std::uint64_t seed);
/// The same by the surrogate of the trials.
std::size_t recommend(const SearchSpace& space, std::span<const TunedTrial> trials,
                      const Surrogate& surrogate);

}  // namespace mmoe
