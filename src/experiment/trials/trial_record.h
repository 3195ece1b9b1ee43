// SPDX-License-Identifier: Apache-2.0
// Runs trials and writes down what came out of each: the JSON object that stores keep and results
// list. Of many trials at once it is held as text, a std::string as dump() gives it (empty if
// there is none): parsed JSON takes ten times the memory.
#pragma once

#include "experiment/trials/trials.h"
#include "training/trainer.h"

namespace mmoe {

struct TrialOutcome {
  nlohmann::ordered_json record;  // a member of "trials" in the result file
  TrainingResult training;
};

/// Returns a record's text as JSON. An experiment may have many thousand, so it throws Interrupted
/// after Ctrl-C.
nlohmann::ordered_json read_record(const std::string& text);

TrialOutcome run_trial(const Experiment& experiment, const DataSet& data, const Trial& trial);

/// Trials of one setting, run and batch size, trained side by side on data that are drawn once. The
/// outcomes are those of each trial alone but for "seconds": its own time and an equal share of
/// what is done for all.
std::vector<TrialOutcome> run_together(const Experiment& experiment, const DataSet& data,
                                       const std::vector<const Trial*>& trials);

}  // namespace mmoe
