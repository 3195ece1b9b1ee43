// SPDX-License-Identifier: Apache-2.0
// What a long run tells on stderr: one live line on a terminal, a plain line every few seconds
// elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mmoe::cli {

class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// How far a long piece of work is.
  struct State {
    std::string text;        // in words: "12/63 trials"
    double share = 0;        // done, in [0, 1]; 0: unknown
    double share_found = 0;  // the part of it that took no time
    bool is_last = false;    // always shown
    std::string more = {};   // what follows the time left, and is cut first on a narrow terminal
  };
  void show(const State& state);
  /// Bytes of a transfer; `total` is 0 while unknown.
  void show_bytes(std::int64_t done, std::int64_t total);
  /// A line of its own.
  void note(const std::string& line);
  /// Leaves the last state on a line of its own.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  bool quiet_;
  bool live_;          // stderr is a terminal
  bool open_ = false;  // a live line stands without its newline
  Clock::time_point start_;
  Clock::time_point last_;
};

/// 75 -> "1m15s".
std::string duration_text(double seconds);

}  // namespace mmoe::cli
