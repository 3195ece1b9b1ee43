// SPDX-License-Identifier: Apache-2.0
// What a long run tells on stderr: one live line on a terminal, a plain line every few seconds
// elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace mmoe::cli {

class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `share` of the work is done, in [0, 1].
  void show(std::size_t done, std::size_t total, double share);
  /// Bytes of a transfer; `total` is 0 while unknown.
  void show_bytes(std::int64_t done, std::int64_t total);
  /// A line of its own.
  void note(const std::string& line);
  /// Leaves the last state on a line of its own.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  /// `state` says in words how far; the last state is always shown. share 0: unknown.
  void show(const std::string& state, double share, bool is_last);

  bool quiet_;
  bool live_;          // stderr is a terminal
  bool open_ = false;  // a live line stands without its newline
  Clock::time_point start_;
  Clock::time_point last_;
};

/// 75 -> "1m15s".
std::string duration_text(double seconds);

}  // namespace mmoe::cli
