// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/fields.h"
#include "nn/optimiser.h"

namespace mmoe {

/// How one model is trained.
struct TrainingOptions {
  std::int64_t batch = 128;           // B, examples a step
  std::int64_t steps = 10000;         // updates
  std::int64_t evaluate_every = 500;  // steps between points of the learning curve
  std::vector<double> learning_rates = {1e-4, 1e-3, 1e-2};  // grid; chosen on validation data
  std::string initialisation = "glorot-uniform";
  /// Factor on the weights of output layers before the first step. Near 0 every output starts near
  /// 0, and the loss at the labels' mean square, as in the paper's Figure 3.
  double output_scale = 1;
  /// Which weights are evaluated in the end: those after the last step, or those at the best point
  /// of the curve (early stopping in hindsight).
  std::string select = "last";
  /// What "best" means, for the learning rate and for `select`: the mean over tasks of the
  /// validation loss, or the validation AUC of the first task, which is the main one.
  std::string objective = "loss";
  /// Stop after so many points of the curve without a better one; 0: off. Experiments take it with
  /// select = "best" only.
  std::int64_t patience = 0;
  OptimiserOptions optimiser;

  /// Of everything but the optimiser, which has fields of its own.
  Fields fields();
  /// Every field by name, the optimiser's in "optimiser".
  nlohmann::ordered_json write() const;
};

}  // namespace mmoe
