// SPDX-License-Identifier: Apache-2.0
// What is shown of long work on stderr: one live line on a terminal, else a plain line every few
// seconds.
#pragma once

#include <chrono>
#include <string>

namespace mmoe::cli {

class LiveLine {
 public:
  /// `live`: whether the line may be overwritten, because stderr is a terminal and nothing else is
  /// logged there.
  explicit LiveLine(bool live) : live_(live) {}
  ~LiveLine() { finish(); }
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

  bool live() const { return live_; }
  /// Seconds since the construction.
  double elapsed() const;
  /// Returns whether enough time has passed for another line; the last one is always due.
  bool is_due(bool is_last);
  /// Writes the line, after a bar of the share done in [0, 1] if it is live.
  void show(double share, const std::string& text);
  /// Ends the live line, so that other text may follow.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  bool live_;
  bool open_ = false;  // a live line without its newline is on screen
  Clock::time_point start_ = Clock::now();
  double last_ = 0;  // elapsed() when a line was last due
};

/// Formats 75 as "1m15s".
std::string duration_text(double seconds);

}  // namespace mmoe::cli
