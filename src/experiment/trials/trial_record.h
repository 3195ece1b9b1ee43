// SPDX-License-Identifier: Apache-2.0
// Runs trials and makes their records: the JSON objects kept by stores and listed in results. Many
// records at once are held as text, as from dump() (empty if there is none): parsed JSON takes ten
// times the memory.
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

/// Runs trials of one setting, run and batch size side by side on data that are drawn once. The
/// outcomes are the same as for each trial alone, except "seconds": its own time and an equal share
/// of the common work.
std::vector<TrialOutcome> run_together(const Experiment& experiment, const DataSet& data,
                                       const std::vector<const Trial*>& trials);

}  // namespace mmoe
