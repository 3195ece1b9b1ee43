// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mmoe::cli {
namespace {

constexpr std::chrono::duration<double> kLiveInterval(0.1);
constexpr std::chrono::duration<double> kPlainInterval(5);
constexpr int kBarWidth = 20;
constexpr std::size_t kDefaultColumns = 80;

std::string bar(double share) {
  const int filled = static_cast<int>(share * kBarWidth);
  return std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(kBarWidth - filled), '.');
}

std::size_t terminal_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kDefaultColumns;
}

}  // namespace

std::string duration_text(double seconds) {
  const auto total = static_cast<long long>(std::ceil(seconds));
  if (total < 60) return fmt::format("{}s", total);
  if (total < 3600) return fmt::format("{}m{:02}s", total / 60, total % 60);
  return fmt::format("{}h{:02}m", total / 3600, total % 3600 / 60);
}

Progress::Progress(bool quiet)
    : quiet_(quiet), live_(isatty(STDERR_FILENO) != 0), start_(Clock::now()), last_(start_) {}

Progress::~Progress() { finish(); }

void Progress::show_bytes(std::int64_t done, std::int64_t total) {
  constexpr double kMegabyte = 1e6;
  if (total == 0) return show({.text = fmt::format("{:.1f} MB", done / kMegabyte)});
  show({.text = fmt::format("{:.1f}/{:.1f} MB", done / kMegabyte, total / kMegabyte),
        .share = static_cast<double>(done) / static_cast<double>(total),
        .is_last = done == total});
}

void Progress::note(const std::string& line) {
  if (quiet_) return;
  finish();
  fmt::print(stderr, "{}\n", line);
}

void Progress::show(const State& state) {
  const auto now = Clock::now();
  if (quiet_ || (!state.is_last && now - last_ < (live_ ? kLiveInterval : kPlainInterval))) return;
  last_ = now;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const double worked = state.share - state.share_found;
  const std::string time =
      state.is_last ? fmt::format(", took {}", duration_text(elapsed))
      : worked > 0  ? fmt::format(", {} left", duration_text(elapsed * (1 - state.share) / worked))
                    : "";
  std::string line = state.text + time + state.more;
  if (live_) {
    line = fmt::format("[{}] {}", bar(state.share), line);
    line.resize(std::min(line.size(), terminal_columns() - 1));  // a wrapped line would not be live
    fmt::print(stderr, "\r{}\033[K", line);
    open_ = true;
  } else {
    fmt::print(stderr, "{}\n", line);
  }
}

void Progress::finish() {
  if (open_) fmt::print(stderr, "\n");
  open_ = false;
}

}  // namespace mmoe::cli
