// SPDX-License-Identifier: Apache-2.0
// Checks gradients against central differences of the loss, entry by entry, in double precision.
#pragma once

#include <string>

#include "models/model.h"

namespace mmoe {

/// The entry where analytic and numeric gradient differ most.
struct GradientCheck {
  double worst = 0;  // |analytic - numeric| / max(|analytic|, |numeric|, floor)
  std::string block;
  Index row = 0, col = 0;
  double analytic = 0, numeric = 0;
  Index entries = 0;  // number of entries checked
  Index kinks = 0;    // entries skipped: a hidden unit changes sign within the step, so that the
                      // difference quotient is not a derivative

  std::string message() const;
};

/// Checks every parameter of `model` at theta on the batch, penalty included. `floor` bounds the
/// denominator of the relative error for gradients near 0.
GradientCheck check_gradient(const Model<double>& model, const Problem& problem,
                             const Batch<double>& batch, const Vector<double>& theta,
                             double floor = 1e-3);

/// Returns a batch of `examples` examples of standard normal inputs and labels (0 or 1 for binary
/// tasks), and sparse inputs with about a third set, for checks.
Batch<double> random_batch(const Problem& problem, Index examples, std::uint64_t seed);

/// Returns random parameters of standard deviation `scale`: a point without symmetries.
Vector<double> random_parameters(const Layout& layout, double scale, std::uint64_t seed);

}  // namespace mmoe
