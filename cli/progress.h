// SPDX-License-Identifier: Apache-2.0
// Progress of a long run: on stderr one live line on a terminal, else a plain line every few
// seconds; on stdout, if requested, one event per trial.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "experiment/trials/engine.h"
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
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const TrialEvent& event);
  /// Ends the live line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  void show_line(const TrialEvent& event);
  void draw(double share, const std::string& text);
  void show_event(const TrialEvent& event) const;
  double elapsed() const;
  /// Returns a negative value while there is no estimate.
  double seconds_left(const TrialEvent& event) const;

  Style style_;
  bool live_;          // stderr is a terminal, and nothing else is logged there
  bool open_ = false;  // a live line without its newline is on screen
  Clock::time_point start_ = Clock::now();
  double last_ = 0;                     // elapsed() when a line was last written
  std::size_t computed_ = 0;            // trials that were not found in the store
  std::map<std::string, double> best_;  // objective by model, smaller is better
};

/// Prints one line of --json and flushes it; main reports failures.
void print_event(const nlohmann::ordered_json& event);

/// Prints the last line of --json: the result file's name and its contents, from `write`.
void print_result_event(const std::filesystem::path& file,
                        const std::function<void(const TextSink&)>& write);

/// Returns "####......" for a fraction in [0, 1].
std::string progress_bar(double share);

/// Formats 75 as "1m15s".
std::string duration_text(double seconds);

}  // namespace mmoe::cli
