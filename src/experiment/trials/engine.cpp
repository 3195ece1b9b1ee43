// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/engine.h"

#include <mutex>
#include <utility>

#include "experiment/store/data_snapshot.h"
#include "experiment/trials/identity.h"
#include "experiment/trials/scheduler.h"
#include "experiment/trials/signature.h"
#include "experiment/trials/trial_groups.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

class Engine {
 public:
  explicit Engine(const EngineInput& in) : in_(in), records_(in.trials.size()) {
    for (const Trial& trial : in.trials) cost_total_ += trial.cost;
  }

  std::vector<std::string> run() {
    find_stored();
    groups_ = group_trials(in_.experiment, in_.trials, pending_, in_.jobs);
    run_all({.count = groups_.size(),
             .cost = [this](std::size_t g) { return cost_of(groups_[g]); },
             .run = [this](std::size_t g) { run_group(groups_[g]); }},
            in_.jobs);
    return std::move(records_);
  }

 private:
  /// Loads the records in the store; the rest is pending.
  void find_stored() {
    for (std::size_t t = 0; t < in_.trials.size(); ++t) pending_.push_back(t);
    if (in_.store == nullptr) return;
    const ordered_json signatures = model_signatures(in_.experiment);
    in_.store->set_contents({in_.experiment.to_json(), write_description(in_.data), signatures});
    pending_.clear();
    for (std::size_t t = 0; t < in_.trials.size(); ++t) {
      identities_.push_back(trial_identity(in_.experiment, in_.data, in_.trials[t], signatures));
      auto record = in_.reuse ? in_.store->find(identities_[t]) : std::nullopt;
      if (record) {
        cost_found_ += in_.trials[t].cost;
        records_[t] = std::move(*record);
        finish(t, read_record(records_[t]), nullptr);
      } else {
        pending_.push_back(t);
      }
    }
  }

  double cost_of(const std::vector<std::size_t>& group) const {
    double cost = 0;
    for (const std::size_t t : group) cost += in_.trials[t].cost;
    return cost;
  }

  void run_group(const std::vector<std::size_t>& group) {
    std::vector<const Trial*> trials;
    for (const std::size_t t : group) trials.push_back(&in_.trials[t]);
    const std::vector<TrialOutcome> outcomes = run_together(in_.experiment, in_.data, trials);
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < group.size(); ++i) {
      const std::size_t t = group[i];
      records_[t] = outcomes[i].record.dump();
      if (in_.store != nullptr) in_.store->put(identities_[t], records_[t]);
      finish(t, outcomes[i].record, &outcomes[i].training);
    }
  }

  void finish(std::size_t t, const ordered_json& record, const TrainingResult* training) {
    done_ += 1;
    cost_done_ += in_.trials[t].cost;
    if (in_.on_trial) {
      in_.on_trial({in_.trials[t], record, training, done_, in_.trials.size(), cost_done_,
                    cost_found_, cost_total_});
    }
  }

  const EngineInput& in_;
  std::vector<std::string> records_;
  std::vector<std::string> identities_;           // one per trial; empty without a store
  std::vector<std::size_t> pending_;              // trials still to run
  std::vector<std::vector<std::size_t>> groups_;  // pending trials grouped by shared data
  std::mutex mutex_;
  std::size_t done_ = 0;
  double cost_done_ = 0, cost_found_ = 0, cost_total_ = 0;
};

}  // namespace

std::vector<std::string> run_trials(const EngineInput& input) { return Engine(input).run(); }

}  // namespace mmoe
