// SPDX-License-Identifier: Apache-2.0
#include "transfer_display.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace mmoe::cli {
namespace {

constexpr double kMegabyte = 1e6;

std::string bar(std::int64_t done, std::int64_t total) {
  constexpr std::int64_t kWidth = 40;
  const std::int64_t filled = kWidth * done / total;
  return fmt::format("[{:#<{}}{:.<{}}] {:3} %  {:.1f} of {:.1f} MB", "", filled, "",
                     kWidth - filled, 100 * done / total, done / kMegabyte, total / kMegabyte);
}

}  // namespace

TransferDisplay::TransferDisplay(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO)) {}

void TransferDisplay::note(const std::string& line) {
  if (quiet_) return;
  end_bar();
  fmt::print(stderr, "{}\n", line);
}

void TransferDisplay::progress(std::int64_t done, std::int64_t total) {
  const std::int64_t mark = total > 0 ? 100 * done / total : done / 1'000'000;
  if (quiet_ || mark == shown_) return;
  if (terminal_) {
    fmt::print(stderr, "\r{}", total > 0 ? bar(done, total) : fmt::format("{} MB", mark));
    bar_open_ = true;
  } else if (total > 0 && mark / 25 > shown_ / 25) {
    fmt::print(stderr, "{} % of {:.1f} MB\n", mark, total / kMegabyte);
  }
  shown_ = mark;
}

void TransferDisplay::end_bar() {
  if (bar_open_) fmt::print(stderr, "\n");
  bar_open_ = false;
}

}  // namespace mmoe::cli
