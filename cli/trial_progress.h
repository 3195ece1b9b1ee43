// SPDX-License-Identifier: Apache-2.0
// What an experiment tells while its trials run: progress for people, or an event a trial for
// programs.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "experiment/engine.h"
#include "progress.h"

namespace mmoe::cli {

class TrialProgress {
 public:
  enum class Style {
    kQuiet,
    kLines,   // on stderr: trials done, speed, time left, best objective of each model so far
    kEvents,  // on stdout: a line of JSON a trial, see README.md
  };
  explicit TrialProgress(Style style);

  void show(const TrialEvent& event);
  void finish() { progress_.finish(); }

 private:
  using Clock = std::chrono::steady_clock;

  void show_line(const TrialEvent& event, double elapsed);
  static void show_event(const TrialEvent& event, double elapsed);

  Style style_;
  Progress progress_;
  Clock::time_point start_ = Clock::now();
  std::size_t computed_ = 0;            // trials that were not found in the store
  std::map<std::string, double> best_;  // objective by model, smaller is better
};

}  // namespace mmoe::cli
