// SPDX-License-Identifier: Apache-2.0
#include "transfer_progress.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "base/terminal.h"
#include "progress.h"

namespace mmoe::cli {
namespace {

constexpr std::chrono::duration<double> kLivePause(0.1);
constexpr std::chrono::duration<double> kPlainPause(5);

}  // namespace

TransferProgress::TransferProgress(bool quiet)
    : quiet_(quiet), live_(can_redraw(stderr)), start_(Clock::now()), last_(start_) {}

TransferProgress::~TransferProgress() { finish(); }

void TransferProgress::show_bytes(std::int64_t done, std::int64_t total) {
  constexpr double kMegabyte = 1e6;
  if (total == 0) return show(fmt::format("{:.1f} MB", done / kMegabyte), 0, false);
  const double share = static_cast<double>(done) / static_cast<double>(total);
  show(fmt::format("{:.1f}/{:.1f} MB", done / kMegabyte, total / kMegabyte), share, done == total);
}

void TransferProgress::note(const std::string& line) {
  if (quiet_) return;
  finish();
  tell(fmt::format("{}\n", line));
}

void TransferProgress::show(const std::string& state, double share, bool is_last) {
  const auto now = Clock::now();
  if (quiet_ || (!is_last && now - last_ < (live_ ? kLivePause : kPlainPause))) return;
  last_ = now;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const std::string time =
      is_last     ? fmt::format(", took {}", duration_text(elapsed))
      : share > 0 ? fmt::format(", {} left", duration_text(elapsed * (1 - share) / share))
                  : "";
  if (live_) {
    tell(fmt::format("\r[{}] {}{}\033[K", progress_bar(share), state, time));
    open_ = true;
  } else {
    tell(fmt::format("{}{}\n", state, time));
  }
}

void TransferProgress::finish() {
  if (open_) tell("\n");
  open_ = false;
}

}  // namespace mmoe::cli
