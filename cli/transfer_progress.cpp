// SPDX-License-Identifier: Apache-2.0
#include "transfer_progress.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "base/terminal.h"

namespace mmoe::cli {

TransferProgress::TransferProgress(bool quiet) : quiet_(quiet), line_(can_redraw(stderr)) {}

void TransferProgress::show_bytes(std::int64_t done, std::int64_t total) {
  constexpr double kMegabyte = 1e6;
  const bool is_last = total > 0 && done == total;
  if (quiet_ || !line_.is_due(is_last)) return;
  if (total == 0) return line_.show(0, fmt::format("{:.1f} MB", done / kMegabyte));
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double elapsed = line_.elapsed();
  const std::string time =
      is_last     ? fmt::format(", took {}", duration_text(elapsed))
      : share > 0 ? fmt::format(", {} left", duration_text(elapsed * (1 - share) / share))
                  : "";
  line_.show(share, fmt::format("{:.1f}/{:.1f} MB{}", done / kMegabyte, total / kMegabyte, time));
}

void TransferProgress::note(const std::string& line) {
  if (quiet_) return;
  finish();
  tell(line + "\n");
}

}  // namespace mmoe::cli
