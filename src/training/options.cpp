// SPDX-License-Identifier: Apache-2.0
#include "training/options.h"

#include <nlohmann/json.hpp>

#include "nn/initialise.h"

namespace mmoe {

Fields TrainingOptions::fields() {
  Fields f;
  f.add("batch", batch, "batch size", {1, 1 << 24});
  f.add("steps", steps, "training steps", {0, 1e12});
  f.add("evaluate_every", evaluate_every, "steps between evaluations on validation data",
        {1, 1e12});
  f.add("learning_rates", learning_rates, "grid; the best on validation data is reported",
        {.low = 1e-12, .high = 1e3, .min_length = 1, .max_length = 1000, .distinct = true});
  f.add("initialisation", initialisation, "initialisation of the weights", scheme_names());
  f.add("output_scale", output_scale, "factor on the output layers' initial weights", {1e-6, 1e6});
  f.add("select", select, "weights to evaluate: the last, or the best on validation data",
        {"last", "best"});
  f.add("objective", objective,
        "criterion for the best: mean validation loss, or the main task's validation AUC",
        {"loss", "main-auc"});
  f.add("patience", patience, "early-stopping patience, in evaluations; 0 = off", {0, 1e9});
  return f;
}

nlohmann::ordered_json TrainingOptions::write() const {
  TrainingOptions copy = *this;  // fields() binds mutable members
  nlohmann::ordered_json object = copy.fields().write();
  object["optimiser"] = copy.optimiser.fields().write();
  return object;
}

}  // namespace mmoe
