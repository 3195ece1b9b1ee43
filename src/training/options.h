// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/fields.h"
#include "nn/optimiser.h"
#include "nn/problem.h"

namespace mmoe {

/// Options of the training of one model.
struct TrainingOptions {
  std::int64_t batch = 128;    // B, batch size
  std::int64_t steps = 10000;  // training steps
  /// Equal parts of each batch that threads may work on side by side; results depend on this number
  /// alone (training/batch_slices.h).
  std::int64_t slices = 1;
  std::int64_t evaluate_every = 500;  // steps between evaluations on validation data
  std::vector<double> learning_rates = {1e-4, 1e-3, 1e-2};  // grid; chosen on validation data
  std::string schedule = "constant";  // of the learning rate: training/schedule.h
  std::int64_t warmup = 0;            // steps of linear warm-up; 0 = off
  double decay_factor = 0.1;          // schedule "step": factor on the rate ...
  std::int64_t decay_every = 1000;    // ... after so many steps each
  /// Decay of the exponential moving average of the weights that is evaluated; 0 = off.
  double averaging = 0;
  std::vector<double> task_weights = {};  // w_k of L = sum_k w_k L_k; empty = all 1
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
  /// Gives a hopeless training up: it ends at the first evaluation from this step on, if the
  /// objective of the weights selected so far is above `give_up_above`. 0 = off.
  std::int64_t give_up_after = 0;
  double give_up_above = 0;
  OptimiserOptions optimiser;

  /// Returns the fields of all options but the optimiser's, which has its own.
  Fields fields();
  /// Throws FieldError for WHERE.objective if it is the AUC of a main task that has none, and for
  /// WHERE.task_weights if there is not one per task.
  void check(const Problem& problem, const std::string& where) const;
  /// Returns every field by name, the optimiser's in "optimiser".
  nlohmann::ordered_json write() const;
};

}  // namespace mmoe
