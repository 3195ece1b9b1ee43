// SPDX-License-Identifier: Apache-2.0
// Runs trials and makes their records.
#pragma once

#include <functional>
#include <vector>

#include "experiment/trials/trial_record.h"
#include "experiment/trials/trials.h"
#include "training/trainer.h"

namespace mmoe {

struct TrialOutcome {
  TrialRecord record;
  TrainingResult training;
};

TrialOutcome run_trial(const Experiment& experiment, const DataSet& data, const Trial& trial);

/// Runs trials of one setting, run and batch size side by side on data that are drawn once. The
/// outcomes are the same as for each trial alone, except "seconds": its own time and an equal share
/// of the common work. `threads` as in train().
std::vector<TrialOutcome> run_together(const Experiment& experiment, const DataSet& data,
                                       const std::vector<const Trial*>& trials,
                                       const std::function<std::size_t()>& threads = {});

}  // namespace mmoe
