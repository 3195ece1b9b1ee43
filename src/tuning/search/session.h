// SPDX-License-Identifier: Apache-2.0
// Runs an experiment that tunes its models: the search, then the best settings and the experiment's
// own on fresh runs, then the summary. All trials are in one store.
#pragma once

#include <memory>
#include <optional>

#include "base/interrupt.h"
#include "results/session.h"
#include "tuning/search/summary.h"

namespace mmoe {

/// Thrown when the time is over; the same command goes on.
class Paused : public Interrupted {
 public:
  const char* what() const noexcept override { return "paused"; }
};

class TuningSession {
 public:
  /// Reads the experiment and opens its data; writes nothing. `seconds`: pause after so many; none
  /// without. A shard is every count-th study. Throws InputError for a search that cannot be run: a
  /// range, path or objective that is wrong, predictions.
  TuningSession(const JsonText& config, SessionOptions options,
                std::optional<double> seconds = std::nullopt);

  const TuningPlan& plan() const { return plan_; }
  const std::filesystem::path& folder() const { return session_->folder(); }
  std::size_t studies() const { return studies_; }  // of the shard
  const Session& session() const { return *session_; }

  /// Holds the folder's lock until the summary is written. Throws InputError if the folder has
  /// another search (`replace` goes on regardless), Paused, and as Session::run does. What finished
  /// before is kept, and not trained again by the next run. A shard has no summary: none.
  std::optional<WrittenTuning> run(RunObserver& observer) const;

 private:
  void check_folder() const;
  std::vector<TuningStudy> own_studies() const;

  JsonText config_;
  SessionOptions options_;
  std::optional<double> seconds_;
  TuningPlan plan_;
  std::unique_ptr<Session> session_;
  std::size_t studies_ = 0;
};

}  // namespace mmoe
