// SPDX-License-Identifier: Apache-2.0
// One URL into one file, over lines that break: a broken transfer goes on where it stopped.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>

namespace mmoe {

/// Waits; throws Interrupted as soon as the user asks to end.
void wait_or_interrupt(std::chrono::milliseconds delay);

struct DownloadOptions {
  int attempts = 6;                             // transfers in all, at least 1
  std::chrono::milliseconds first_delay{1000};  // before the second attempt; doubles each time
  std::chrono::milliseconds stall{30'000};      // a transfer that brings no byte for so long broke
  std::int64_t max_bytes = std::numeric_limits<std::int64_t>::max();  // more is refused
  std::function<void(std::chrono::milliseconds)> wait = wait_or_interrupt;
  /// Bytes so far and in all; 0 in all while the server has not said.
  std::function<void(std::int64_t done, std::int64_t total)> progress = [](auto, auto) {};
  /// A line on each attempt that broke.
  std::function<void(const std::string& line)> note = [](const auto&) {};
};

/// Downloads `url` (http, https or file; redirects only to http and https) to `path`, which is then
/// on the disk. Network failures and the statuses 408, 429 and 5xx are tried again, asking only for
/// the missing bytes. Throws RunError naming the URL and the reason or HTTP status, and
/// Interrupted; either leaves an incomplete file, for the caller to remove with the folder it is
/// in.
void download(const std::string& url, const std::filesystem::path& path,
              const DownloadOptions& options);

}  // namespace mmoe
