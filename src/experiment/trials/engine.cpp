// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/engine.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

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
  explicit Engine(const EngineInput& in)
      : in_(in),
        lanes_(in.source.lanes()),
        length_(lanes_.empty() ? 0 : in.source.size() / lanes_.size()),
        trials_(in.source.size()),
        records_(in.source.size()),
        identities_(in.store == nullptr ? 0 : in.source.size()),
        scheduler_(in.jobs) {}

  std::vector<TrialRecord> run() {
    open_store();
    propose();
    scheduler_.run();
    std::erase_if(records_, [](const TrialRecord& record) { return record.key.empty(); });
    return std::move(records_);
  }

 private:
  /// A lane of the source: its trials stand one after the other.
  struct Lane {
    std::size_t proposed = 0;
    std::size_t finished = 0;  // so many of the first, without a gap
    bool ended = false;        // it has no further trial
  };

  void open_store() {
    if (in_.store == nullptr) return;
    signatures_ = model_signatures(in_.experiment);
    in_.store->set_contents({in_.experiment.to_json(), write_description(in_.data), signatures_});
  }

  /// Asks for all trials that may be proposed by now, takes over what the store has of them, which
  /// may allow more, and queues the rest.
  void propose() {
    std::vector<std::size_t> pending;
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      while (const auto t = ask(lane)) {
        if (!take_stored(*t)) pending.push_back(*t);
      }
    }
    // Trials of several lanes in one group would wait for each other.
    const std::size_t pieces = lanes_.size() == 1 ? in_.jobs : pending.size();
    for (auto& group : group_trials(in_.experiment, trials_, pending, pieces)) {
      const double cost = cost_of(group);
      const std::size_t round = round_of(group);
      scheduler_.add(
          cost, [this, group = std::move(group)] { run_group(group); }, round);
    }
  }

  /// Returns the place of the lane's next trial; none where the lane has no further one, or has to
  /// wait for one to finish.
  std::optional<std::size_t> ask(std::size_t number) {
    Lane& lane = lanes_[number];
    const std::size_t first = number * length_, lag = in_.source.lag();
    const std::size_t seen = lane.proposed > lag ? lane.proposed - lag : 0;
    while (lane.finished < lane.proposed && !records_[first + lane.finished].key.empty()) {
      ++lane.finished;
    }
    if (lane.ended || lane.proposed == length_ || seen > lane.finished) return std::nullopt;
    auto trial = in_.source.next(number, {records_.data() + first, seen});
    lane.ended = !trial;
    if (lane.ended) return std::nullopt;
    cost_proposed_ += trial->cost;
    const std::size_t t = first + lane.proposed++;
    trials_[t] = std::move(*trial);
    return t;
  }

  /// True if the store has the trial's record; it is then done.
  bool take_stored(std::size_t t) {
    if (in_.store == nullptr) return false;
    identities_[t] = trial_identity(in_.experiment, in_.data, trials_[t], signatures_);
    const bool enough = !in_.reuse || in_.reuse(trials_[t]);
    auto record = enough ? in_.store->find(identities_[t]) : std::nullopt;
    if (!record) return false;
    cost_found_ += trials_[t].cost;
    records_[t] = read_record(*record);
    finish(t, nullptr);
    return true;
  }

  /// Lanes go on side by side: the one that is behind first. Within one, the longest comes first.
  std::size_t round_of(const std::vector<std::size_t>& group) const {
    if (lanes_.size() == 1) return 0;
    const auto place = [this](std::size_t t) { return t % length_; };
    return place(std::ranges::min(group, {}, place));
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
    std::size_t proposed = 0, total = 0;
    for (const Lane& lane : lanes_) {
      proposed += lane.proposed;
      total += lane.ended ? lane.proposed : length_;
    }
    const double mean = cost_proposed_ / static_cast<double>(proposed);
    in_.on_trial({trials_[t], records_[t], training, done_, total, cost_done_, cost_found_,
                  cost_proposed_ + static_cast<double>(total - proposed) * mean});
  }

  const EngineInput& in_;
  ordered_json signatures_;  // of the models, where there is a store
  std::vector<Lane> lanes_;
  std::size_t length_;                   // of a lane, at most
  std::vector<Trial> trials_;            // lane after lane, filled as they are proposed
  std::vector<TrialRecord> records_;     // of these; without a key until the trial has finished
  std::vector<std::string> identities_;  // of these; none without a store
  std::size_t done_ = 0;
  double cost_done_ = 0, cost_found_ = 0, cost_proposed_ = 0;
  std::mutex mutex_;  // of all members, once trials run
  Scheduler scheduler_;
};

}  // namespace

std::vector<TrialRecord> run_trials(const EngineInput& input) { return Engine(input).run(); }

}  // namespace mmoe
