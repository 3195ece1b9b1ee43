// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace mmoe::cli {
namespace {

constexpr std::chrono::duration<double> kLiveInterval(0.1);
constexpr std::chrono::duration<double> kPlainInterval(5);
constexpr int kBarWidth = 30;

std::string bar(double share) {
  const int filled = static_cast<int>(share * kBarWidth);
  return std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(kBarWidth - filled), '.');
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

void Progress::show(std::size_t done, std::size_t total, double share) {
  const auto now = Clock::now();
  const bool is_last = done == total;
  if (quiet_ || (!is_last && now - last_ < (live_ ? kLiveInterval : kPlainInterval))) return;
  last_ = now;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const std::string left =
      is_last ? fmt::format("took {}", duration_text(elapsed))
              : fmt::format("{} left", duration_text(elapsed * (1 - share) / share));
  if (live_) {
    fmt::print(stderr, "\r[{}] {}/{} trials, {}\033[K", bar(share), done, total, left);
    open_ = true;
  } else {
    fmt::print(stderr, "{}/{} trials, {}\n", done, total, left);
  }
}

void Progress::finish() {
  if (open_) fmt::print(stderr, "\n");
  open_ = false;
}

}  // namespace mmoe::cli
