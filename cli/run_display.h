// SPDX-License-Identifier: Apache-2.0
// How a run tells how far it is: lines on standard error, or events on standard output.
#pragma once

#include <optional>

#include "progress.h"
#include "run_flags.h"
#include "study/study_session.h"

namespace mmoe::cli {

/// Sets the level of messages that --log-level and --quiet ask for.
void use_log_level(const RunFlags& flags);

/// Tells how far a run is, or the run of each point of a design. `flags` must outlive it.
class RunDisplay : public StudyObserver {
 public:
  explicit RunDisplay(const RunFlags& flags) : flags_(flags) {}

  void begin(std::size_t trials) override;
  void on_trial(const TrialEvent& event) override;
  void end() override { progress_->finish(); }
  void begin_point(const StudyPlan& plan, const DesignPoint& point) override;

 private:
  const RunFlags& flags_;
  std::optional<Progress> progress_;
};

}  // namespace mmoe::cli
