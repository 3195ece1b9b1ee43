// SPDX-License-Identifier: Apache-2.0
// Runs one trial and writes down what came out: the JSON object that stores keep and results list.
#pragma once

#include "experiment/trials.h"
#include "training/trainer.h"

namespace mmoe {

struct TrialOutcome {
  nlohmann::ordered_json record;  // a member of "trials" in the result file
  TrainingResult training;
};

TrialOutcome run_trial(const Experiment& experiment, const DataSet& data, const Trial& trial);

}  // namespace mmoe
