// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mmoe::cli {

/// A transfer on standard error: a bar on a terminal, a line each quarter elsewhere.
class TransferDisplay {
 public:
  explicit TransferDisplay(bool quiet);
  ~TransferDisplay() { end_bar(); }
  TransferDisplay(const TransferDisplay&) = delete;
  TransferDisplay& operator=(const TransferDisplay&) = delete;

  void note(const std::string& line);
  /// Bytes; `total` is 0 while unknown.
  void progress(std::int64_t done, std::int64_t total);

 private:
  void end_bar();

  const bool quiet_;
  const bool terminal_;
  bool bar_open_ = false;   // the cursor is behind a bar
  std::int64_t shown_ = 0;  // the last mark shown: percent, or MB of an unknown total
};

}  // namespace mmoe::cli
