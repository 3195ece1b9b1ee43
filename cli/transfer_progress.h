// SPDX-License-Identifier: Apache-2.0
// Progress of a download on stderr: one live line on a terminal, else a plain line every few
// seconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mmoe::cli {

class TransferProgress {
 public:
  explicit TransferProgress(bool quiet);
  ~TransferProgress();
  TransferProgress(const TransferProgress&) = delete;
  TransferProgress& operator=(const TransferProgress&) = delete;

  /// Shows the bytes of a transfer; `total` is 0 while unknown.
  void show_bytes(std::int64_t done, std::int64_t total);
  /// Prints a separate line.
  void note(const std::string& line);
  /// Ends the live line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  /// Shows `state` as text; the last one is always shown. A share of 0 means unknown.
  void show(const std::string& state, double share, bool is_last);

  bool quiet_;
  bool live_;          // stderr is a terminal
  bool open_ = false;  // a live line without its newline is on screen
  Clock::time_point start_;
  Clock::time_point last_;
};

}  // namespace mmoe::cli
