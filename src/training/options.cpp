// SPDX-License-Identifier: Apache-2.0
#include "training/options.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "nn/initialise.h"

namespace mmoe {

Fields TrainingOptions::fields() {
  Fields f;
  f.add("batch", batch, "batch size", {1, 1 << 24});
  f.add("slices", slices,
        "parts of each batch that idle jobs may work on; the batch's gradient is their sum",
        {1, 256});
  f.add("steps", steps, "training steps", {0, 1e12});
  f.add("evaluate_every", evaluate_every, "steps between evaluations on validation data",
        {1, 1e12});
  f.add("learning_rates", learning_rates, "grid; the best on validation data is reported",
        {.low = 1e-12, .high = 1e3, .min_length = 1, .max_length = 1000, .distinct = true});
  f.add("schedule", schedule, "of the learning rate over the steps",
        {"constant", "cosine", "step"});
  f.add("warmup", warmup, "steps over which the rate first rises linearly; 0 = off", {0, 1e12});
  f.add("decay_factor", decay_factor, "schedule step: factor on the rate", {1e-6, 1});
  f.add("decay_every", decay_every, "schedule step: steps between two decays", {1, 1e12});
  f.add("averaging", averaging,
        "decay of the moving average of the weights that is evaluated; 0 = off", {0, 0.999999});
  f.add("task_weights", task_weights, "weight of each task in the loss; empty = all 1", {0, 1e6});
  f.add("initialisation", initialisation, "initialisation of the weights", scheme_names());
  f.add("output_scale", output_scale, "factor on the output layers' initial weights", {1e-6, 1e6});
  f.add("select", select, "weights to evaluate: the last, or the best on validation data",
        {"last", "best"});
  f.add("objective", objective,
        "criterion for the best: mean validation loss, or the main task's validation AUC",
        {"loss", "main-auc"});
  f.add("patience", patience, "early-stopping patience, in evaluations; 0 = off", {0, 1e9});
  f.add("give_up_after", give_up_after,
        "step from which the first evaluation ends a hopeless training; 0 = off", {0, 1e12});
  f.add("give_up_above", give_up_above,
        "objective, minus the AUC or the loss, above which a training is hopeless");
  return f;
}

void TrainingOptions::check(const Problem& problem, const std::string& where) const {
  if (slices > batch) {
    throw FieldError(
        where + ".slices",
        fmt::format("found {} slices of a batch of {}; expected at most {}", slices, batch, batch));
  }
  const Task& main = problem.tasks.front();
  if (objective == "main-auc" && main.kind != TaskKind::kBinary) {
    throw FieldError(
        where + ".objective",
        fmt::format("found 'main-auc', but the main task '{}' is a regression, which has "
                    "no AUC; expected 'loss'",
                    main.name));
  }
  if (!task_weights.empty() && task_weights.size() != problem.tasks.size()) {
    throw FieldError(where + ".task_weights",
                     fmt::format("found {} weights; expected one for each of the {} tasks",
                                 task_weights.size(), problem.tasks.size()));
  }
  if (optimiser.tables == "dense") return;
  const std::string at = where + ".optimiser.";
  if (problem.embedded.width == 0) {
    throw FieldError(at + "tables",
                     fmt::format("found '{}', but the data has no embedding tables; "
                                 "expected 'dense', or data with embedded categories",
                                 optimiser.tables));
  }
  if (optimiser.weight_decay > 0) {
    throw FieldError(at + "weight_decay",
                     fmt::format("found {}, but tables = '{}' touches only the rows of a batch, so "
                                 "that the others would not decay; expected 0",
                                 optimiser.weight_decay, optimiser.tables));
  }
}

nlohmann::ordered_json TrainingOptions::write() const {
  TrainingOptions copy = *this;  // fields() binds mutable members
  nlohmann::ordered_json object = copy.fields().write();
  object["optimiser"] = copy.optimiser.fields().write();
  return object;
}

}  // namespace mmoe
