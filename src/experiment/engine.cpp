// SPDX-License-Identifier: Apache-2.0
#include "experiment/engine.h"

#include <mutex>
#include <utility>

#include "experiment/scheduler.h"

namespace mmoe {

std::vector<nlohmann::ordered_json> run_trials(const EngineInput& in) {
  std::vector<nlohmann::ordered_json> records(in.trials.size());
  std::mutex mutex;
  std::size_t done = 0;
  double cost_done = 0;
  double cost_total = 0;
  for (const Trial& trial : in.trials) cost_total += trial.cost;
  run_all({.count = in.trials.size(),
           .cost = [&](std::size_t i) { return in.trials[i].cost; },
           .run =
               [&](std::size_t i) {
                 TrialOutcome outcome = run_trial(in.experiment, in.data, in.trials[i]);
                 const std::lock_guard lock(mutex);
                 cost_done += in.trials[i].cost;
                 if (in.on_trial) {
                   in.on_trial({in.trials[i], outcome, ++done, in.trials.size(), cost_done,
                                cost_total});
                 }
                 records[i] = std::move(outcome.record);
               }},
          in.jobs);
  return records;
}

}  // namespace mmoe
