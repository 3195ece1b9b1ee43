// SPDX-License-Identifier: Apache-2.0
// What a download tells on stderr: one live line on a terminal, a plain line every few seconds
// elsewhere.
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

}  // namespace mmoe::cli
