// SPDX-License-Identifier: Apache-2.0
// Progress of a long run: lines on stderr; on stdout, if requested, one event per trial.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "experiment/trials/engine.h"
#include "live_line.h"
#include "results/result.h"

namespace mmoe::cli {

class Progress {
 public:
  enum class Style {
    kQuiet,
    kLines,   // on stderr, for people
    kEvents,  // on stdout, for programs: see cli/README.md
  };
  Progress(Style style, std::size_t trials);

  void show(const TrialEvent& event);
  /// Ends the live line.
  void finish() { line_.finish(); }

 private:
  void show_line(const TrialEvent& event);
  void show_event(const TrialEvent& event) const;
  /// Returns a negative value while there is no estimate.
  double seconds_left(const TrialEvent& event) const;

  Style style_;
  LiveLine line_;                       // live unless something else is logged on stderr
  std::size_t computed_ = 0;            // trials that were not found in the store
  std::map<std::string, double> best_;  // objective by model, smaller is better
};

/// Prints one line of --json and flushes it; main reports failures.
void print_event(const nlohmann::ordered_json& event);

/// Prints the last line of --json: the result file's name and its contents, from `write`.
void print_result_event(const std::filesystem::path& file,
                        const std::function<void(const TextSink&)>& write);

}  // namespace mmoe::cli
