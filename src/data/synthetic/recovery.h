// SPDX-License-Identifier: Apache-2.0
// What the unstated c, alpha and beta may have been: label functions of m sines whose closed form
// (label_function.h) passes through the label correlations of Figure 2 and has the loss that
// Figure 3 starts from. By Levenberg-Marquardt from many random starts.
//
// In units of the reading error a setting *fits* if no residual is beyond 1. A search only goes on
// until it fits, so the settings that many starts end at are spread over all that fit; those that
// hang together form a *family*.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "data/synthetic/label_function.h"

namespace mmoe {

/// What is fitted. Defaults: the paper's, from base/paper_values.h.
struct RecoveryTarget {
  RecoveryTarget();
  std::vector<std::pair<double, double>> pearson;  // weight cosine and label correlation
  double pearson_error;                            // of each, > 0
  /// Loss of an output of 0, E[y^2]; it is the loss before training as far as an untrained network
  /// puts out little.
  double loss;
  double loss_error;     // > 0
  bool use_loss = true;  // false: fit the correlations alone
  double noise = 0.1;    // standard deviation; the paper states its variance, 0.01
};

/// Returns the target without its loss.
RecoveryTarget correlations_alone(RecoveryTarget target);

/// One setting, held against the target; residuals are its value less the target's.
struct Fit {
  LabelFunction f;  // canonical
  std::vector<double> pearson_residuals;
  double loss;   // E[y^2]
  double worst;  // greatest |residual| in units of its error; over what the target uses
  bool fits() const { return worst <= 1; }
};

/// Settings that fit and hang together: from one to the next c differs by less than 0.1 and every
/// phase c alpha_i, in ascending order, by less than 0.5.
struct Family {
  Fit best;                  // by least squares
  std::vector<Fit> members;  // one a start that came here; at least one
};

struct Recovery {
  std::size_t sines;
  std::size_t starts;
  Fit best;                      // of all starts, by least squares, whether it fits or not
  std::vector<Family> families;  // most members first; empty: nothing fits
};

/// Searches from `starts` >= 1 points, a function of the seed alone. Throws Interrupted.
Recovery recover(const RecoveryTarget& target, std::size_t sines, std::size_t starts,
                 std::uint64_t seed);

Fit hold_against(const RecoveryTarget& target, const LabelFunction& f);

}  // namespace mmoe
