// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/fields.h"
#include "nn/optimiser.h"

namespace mmoe {

/// Options of the training of one model.
struct TrainingOptions {
  std::int64_t batch = 128;           // B, batch size
  std::int64_t steps = 10000;         // training steps
  std::int64_t evaluate_every = 500;  // steps between evaluations on validation data
  std::vector<double> learning_rates = {1e-4, 1e-3, 1e-2};  // grid; chosen on validation data
  std::string initialisation = "glorot-uniform";
  /// Factor on the initial weights of output layers. Near 0, every output starts near 0 and the
  /// loss at the labels' mean square, as in the paper's Figure 3.
  double output_scale = 1;
  /// Which weights are evaluated: those after the last step, or those at the best point of the
  /// learning curve (early stopping).
  std::string select = "last";
  /// The criterion by which the learning rate and, for `select`, the best weights are chosen: the
  /// validation loss averaged over tasks, or the validation AUC of the first task, which is the
  /// main one.
  std::string objective = "loss";
  /// Early-stopping patience, in evaluations; 0 = off. Experiments accept it only with select =
  /// "best".
  std::int64_t patience = 0;
  OptimiserOptions optimiser;

  /// Returns the fields of all options but the optimiser's, which has its own.
  Fields fields();
  /// Returns every field by name, the optimiser's in "optimiser".
  nlohmann::ordered_json write() const;
};

}  // namespace mmoe
