// SPDX-License-Identifier: Apache-2.0
// Runs the trials that a source proposes and returns their records.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "experiment/store/store.h"
#include "experiment/trials/run_trial.h"
#include "experiment/trials/trial_source.h"

namespace mmoe {

/// Progress after a trial. The observer is called by one thread at a time, first for the trials
/// found in the store.
struct TrialEvent {
  const Trial& trial;
  const TrialRecord& record;
  const TrainingResult* training = nullptr;  // null: found in the store
  std::size_t done = 0;
  std::size_t total = 0;  // of all trials that the source will propose, at most
  double cost_done = 0;   // of the trials done, in units of Trial::cost
  double cost_found = 0;  // the part of it found in the store
  double cost_total = 0;  // of all; those not yet proposed count as the others on average
};

struct EngineInput {
  const Experiment& experiment;
  const DataSet& data;
  TrialSource& source;
  std::size_t jobs = 1;
  Store* store = nullptr;  // where records are looked up, and stored as soon as a group ends
  /// Whether a trial's record is enough, or the trial has to run for outputs that records do not
  /// keep (predictions); empty: it is.
  std::function<bool(const Trial&)> reuse = {};
  std::function<void(const TrialEvent&)> on_trial;
};

/// Returns records lane by lane, in the order of proposal. Except for the member `seconds`, they do
/// not depend on the number of jobs or on what was found in the store. When it throws (Interrupted,
/// a full disk), the store has every trial whose group (see trial_groups.h) was finished; a trial
/// that stopped early in an unfinished group is run again.
std::vector<TrialRecord> run_trials(const EngineInput& input);

}  // namespace mmoe
