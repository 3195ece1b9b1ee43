// SPDX-License-Identifier: Apache-2.0
// Says how far a long pass over users or rows is: a line every ten seconds, from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace mmoe {

class PieceProgress {
 public:
  using Clock = std::chrono::steady_clock;

  /// `what` is passed over, as in "test users"; `total` of them.
  PieceProgress(std::string what, std::int64_t total, Clock::time_point start = Clock::now());

  /// Counts what was done, and returns the line that is due, or "".
  std::string done(std::int64_t count, Clock::time_point now = Clock::now());

 private:
  std::string what_;
  std::int64_t total_, done_ = 0;
  Clock::time_point last_;
  std::mutex mutex_;
};

}  // namespace mmoe
