// SPDX-License-Identifier: Apache-2.0
// Progress of a download on stderr.
#pragma once

#include <cstdint>
#include <string>

#include "live_line.h"

namespace mmoe::cli {

class TransferProgress {
 public:
  explicit TransferProgress(bool quiet);

  /// Shows the bytes of a transfer; `total` is 0 while unknown.
  void show_bytes(std::int64_t done, std::int64_t total);
  /// Prints a separate line.
  void note(const std::string& line);
  /// Ends the live line.
  void finish() { line_.finish(); }

 private:
  bool quiet_;
  LiveLine line_;
};

}  // namespace mmoe::cli
