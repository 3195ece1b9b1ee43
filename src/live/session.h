// SPDX-License-Identifier: Apache-2.0
// Runs an experiment with a simulated live test: trains and keeps its models, then tests them on
// the synthetic log's new users, and adds what that found to the result.
#pragma once

#include <memory>

#include "live/options.h"
#include "results/session.h"

namespace mmoe {

class LiveSession {
 public:
  /// Reads the experiment and opens its data; writes nothing. Throws InputError for a live test
  /// that cannot be run: wrong options, another data set, no Shared-Bottom, a shard.
  LiveSession(JsonText config, SessionOptions options);

  const Session& session() const { return *session_; }

  /// Runs as Session::run does. Each draw of the data is tested once all models are trained; what
  /// it found is kept in the folder's live/, so that an interrupted run does not test it again. A
  /// draw with a model that diverged is left out, with a warning.
  RunOutcome run(RunObserver& observer) const;

 private:
  nlohmann::ordered_json test(std::size_t setting, std::uint32_t run,
                              const std::vector<SavedModel>& models) const;
  nlohmann::ordered_json test_or_read(std::size_t setting, std::uint32_t run,
                                      const std::vector<SavedModel>& models) const;
  nlohmann::ordered_json test_draws(const FinishedRun& run) const;

  LiveOptions live_;
  SessionOptions options_;
  std::unique_ptr<Session> session_;
};

}  // namespace mmoe
