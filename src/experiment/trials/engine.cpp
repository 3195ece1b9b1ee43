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
  explicit Engine(const EngineInput& in) : in_(in), scheduler_(in.jobs) {
    trials_.reserve(in.source.size());  // so that they stay where they are
    records_.reserve(in.source.size());
  }

  std::vector<TrialRecord> run() {
    open_store();
    propose();
    scheduler_.run();
    return std::move(records_);
  }

 private:
  void open_store() {
    if (in_.store == nullptr) return;
    signatures_ = model_signatures(in_.experiment);
    in_.store->set_contents({in_.experiment.to_json(), write_description(in_.data), signatures_});
  }

  /// Asks for all trials that may be proposed by now, takes over what the store has of them, which
  /// may allow more, and queues the rest.
  void propose() {
    std::vector<std::size_t> pending;
    for (std::size_t t = trials_.size(); ask(); t = trials_.size()) {
      while (ask()) {
      }
      for (; t < trials_.size(); ++t) {
        if (!take_stored(t)) pending.push_back(t);
      }
    }
    for (auto& group : group_trials(in_.experiment, trials_, pending, in_.jobs)) {
      const double cost = cost_of(group);
      scheduler_.add(cost, [this, group = std::move(group)] { run_group(group); });
    }
  }

  /// False where the source has no further trial, or has to wait for one to finish.
  bool ask() {
    const std::size_t n = trials_.size(), lag = in_.source.lag();
    const std::size_t seen = n > lag ? n - lag : 0;
    while (finished_ < n && !records_[finished_].key.empty()) ++finished_;
    if (ended_ || n == in_.source.size() || seen > finished_) return false;
    auto trial = in_.source.next({records_.data(), seen});
    ended_ = !trial;
    if (ended_) return false;
    cost_proposed_ += trial->cost;
    trials_.push_back(std::move(*trial));
    records_.emplace_back();
    return true;
  }

  /// True if the store has the trial's record; it is then done.
  bool take_stored(std::size_t t) {
    if (in_.store == nullptr) return false;
    identities_.push_back(trial_identity(in_.experiment, in_.data, trials_[t], signatures_));
    const bool enough = !in_.reuse || in_.reuse(trials_[t]);
    auto record = enough ? in_.store->find(identities_[t]) : std::nullopt;
    if (!record) return false;
    cost_found_ += trials_[t].cost;
    records_[t] = read_record(*record);
    finish(t, nullptr);
    return true;
  }

  double cost_of(const std::vector<std::size_t>& group) const {
    double cost = 0;
    for (const std::size_t t : group) cost += trials_[t].cost;
    return cost;
  }

  void run_group(const std::vector<std::size_t>& group) {
    std::vector<const Trial*> trials;
    for (const std::size_t t : group) trials.push_back(trials_.data() + t);
    std::vector<TrialOutcome> outcomes = run_together(
        in_.experiment, in_.data, trials, [this] { return scheduler_.threads_per_piece(); });
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < group.size(); ++i) {
      const std::size_t t = group[i];
      records_[t] = std::move(outcomes[i].record);
      if (in_.store != nullptr) in_.store->put(identities_[t], record_text(records_[t]));
      finish(t, &outcomes[i].training);
    }
    propose();
  }

  void finish(std::size_t t, const TrainingResult* training) {
    done_ += 1;
    cost_done_ += trials_[t].cost;
    if (!in_.on_trial) return;
    const std::size_t total = ended_ ? trials_.size() : in_.source.size();
    const std::size_t open = total - trials_.size();
    const double mean = cost_proposed_ / static_cast<double>(trials_.size());
    in_.on_trial({trials_[t], records_[t], training, done_, total, cost_done_, cost_found_,
                  cost_proposed_ + static_cast<double>(open) * mean});
  }

  const EngineInput& in_;
  ordered_json signatures_;              // of the models, where there is a store
  std::vector<Trial> trials_;            // as proposed
  std::vector<TrialRecord> records_;     // one per trial; without a key until it has finished
  std::vector<std::string> identities_;  // one per trial; none without a store
  std::size_t finished_ = 0;             // so many of the first trials, without a gap
  bool ended_ = false;                   // the source has no further trial
  std::size_t done_ = 0;
  double cost_done_ = 0, cost_found_ = 0, cost_proposed_ = 0;
  std::mutex mutex_;  // of all members, once trials run
  Scheduler scheduler_;
};

}  // namespace

std::vector<TrialRecord> run_trials(const EngineInput& input) { return Engine(input).run(); }

}  // namespace mmoe
