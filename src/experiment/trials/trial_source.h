// SPDX-License-Identifier: Apache-2.0
// What is trained, one trial after the other: a source is asked for the next trial given the
// records of those that finished. The engine knows no source but by this interface.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "experiment/trials/trial_record.h"
#include "experiment/trials/trials.h"

namespace mmoe {

class TrialSource {
 public:
  virtual ~TrialSource() = default;

  /// Trials come in lanes that do not wait for each other.
  virtual std::size_t lanes() const { return 1; }

  /// How many trials it proposes, at most: each lane the same part.
  virtual std::size_t size() const = 0;

  /// Trial n of a lane, counted from 0, is proposed from the records of the lane's first n - lag
  /// trials: of no more, however many have finished. So the trials depend on the lag, and not on
  /// the number of jobs; at most lag + 1 of a lane run at a time. The lag does not change.
  virtual std::size_t lag() const = 0;

  /// Returns the lane's next trial, or none at its end. `records` are those of its first n - lag
  /// trials, in the order of proposal. Called by one thread at a time.
  virtual std::optional<Trial> next(std::size_t lane, std::span<const TrialRecord> records) = 0;
};

/// Trials that are known from the start.
class TrialList : public TrialSource {
 public:
  /// `trials` must outlive the list.
  explicit TrialList(std::span<const Trial> trials) : trials_(trials) {}
  explicit TrialList(std::vector<Trial>&& trials) = delete;

  std::size_t size() const override { return trials_.size(); }
  std::size_t lag() const override { return std::numeric_limits<std::size_t>::max(); }
  std::optional<Trial> next(std::size_t, std::span<const TrialRecord>) override {
    return next_ < trials_.size() ? std::optional(trials_[next_++]) : std::nullopt;
  }

 private:
  std::span<const Trial> trials_;
  std::size_t next_ = 0;
};

}  // namespace mmoe
