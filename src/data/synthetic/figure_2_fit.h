// SPDX-License-Identifier: Apache-2.0
// Fits the c, alpha and beta that the paper does not state: label functions of m sines whose
// closed form (label_function.h) passes through the label correlations of Figure 2 and has the
// initial loss of Figure 3. By Levenberg-Marquardt from many random starts.
//
// A setting *fits* if no residual exceeds 1 in units of the reading error. A search stops as soon
// as it fits, so the settings found from many starts are spread over all that fit; those in one
// connected cluster form a *family*.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "data/synthetic/label_function.h"

namespace mmoe {

/// The values to fit. Defaults: the paper's, from base/paper_values.h.
struct Figure2Target {
  Figure2Target();
  std::vector<std::pair<double, double>> pearson;  // weight cosine and label correlation
  double pearson_error;                            // of each, > 0
  /// Loss of an output of 0, E[y^2]: the loss before training, as far as an untrained network's
  /// outputs are near 0.
  double loss;
  double loss_error;     // > 0
  bool use_loss = true;  // false: fit only the correlations
  double noise = 0.1;    // standard deviation; the paper states its variance, 0.01
};

/// Returns the target without its loss.
Figure2Target correlations_alone(Figure2Target target);

/// One setting compared with the target; residuals are its value minus the target's.
struct Fit {
  LabelFunction f;  // canonical
  std::vector<double> pearson_residuals;
  double loss;   // E[y^2]
  double worst;  // largest |residual| in units of its error, over the values that the target uses
  bool fits() const { return worst <= 1; }
};

/// A connected cluster of settings that fit: from one to the next, c differs by less than 0.1 and
/// every phase c alpha_i, in ascending order, by less than 0.5.
struct Family {
  Fit best;                  // by least squares
  std::vector<Fit> members;  // one per start that ended here; at least one
};

struct Figure2Fit {
  std::size_t sines;
  std::size_t starts;
  Fit best;                      // over all starts, by least squares, whether it fits or not
  std::vector<Family> families;  // most members first; empty if nothing fits
};

/// Searches from `starts` >= 1 points, which depend only on the seed. Throws Interrupted.
Figure2Fit fit_figure_2(const Figure2Target& target, std::size_t sines, std::size_t starts,
                        std::uint64_t seed);

Fit hold_against(const Figure2Target& target, const LabelFunction& f);

}  // namespace mmoe
