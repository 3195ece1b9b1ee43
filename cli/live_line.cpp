// SPDX-License-Identifier: Apache-2.0
#include "live_line.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "base/log.h"

namespace mmoe::cli {
namespace {

constexpr double kLiveInterval = 0.1;  // seconds
constexpr double kPlainInterval = 5;
constexpr int kBarWidth = 20;
constexpr std::size_t kDefaultColumns = 80;

std::size_t terminal_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kDefaultColumns;
}

/// Returns "####......" for a fraction in [0, 1].
std::string progress_bar(double share) {
  const int filled = static_cast<int>(share * kBarWidth);
  return fmt::format("{:#<{}}{:.<{}}", "", filled, "", kBarWidth - filled);
}

}  // namespace

double LiveLine::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

bool LiveLine::is_due(bool is_last) {
  const double now = elapsed();
  if (!is_last && now - last_ < (live_ ? kLiveInterval : kPlainInterval)) return false;
  last_ = now;
  return true;
}

void LiveLine::show(double share, const std::string& text) {
  if (!live_) return tell(text + "\n");
  std::string line = fmt::format("[{}] {}", progress_bar(share), text);
  line.resize(std::min(line.size(), terminal_columns() - 1));  // a folded line would not be live
  tell(fmt::format("\r{}\033[K", line));
  open_ = true;
}

void LiveLine::finish() {
  if (open_) tell("\n");
  open_ = false;
}

std::string duration_text(double seconds) {
  const auto total = static_cast<long long>(std::ceil(seconds));
  if (total < 60) return fmt::format("{}s", total);
  if (total < 3600) return fmt::format("{}m{:02}s", total / 60, total % 60);
  return fmt::format("{}h{:02}m", total / 3600, total % 3600 / 60);
}

}  // namespace mmoe::cli
