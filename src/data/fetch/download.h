// SPDX-License-Identifier: Apache-2.0
// Downloads one URL to one file; an interrupted transfer resumes where it stopped.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>

namespace mmoe {

/// Waits; throws Interrupted as soon as the user interrupts.
void wait_or_interrupt(std::chrono::milliseconds delay);

struct DownloadOptions {
  int attempts = 6;                             // maximum number of transfers, at least 1
  std::chrono::milliseconds first_delay{1000};  // before the second attempt; doubles each time
  std::chrono::milliseconds stall{30'000};      // a transfer without data for this long has failed
  std::int64_t max_bytes = std::numeric_limits<std::int64_t>::max();  // more is refused
  std::function<void(std::chrono::milliseconds)> wait = wait_or_interrupt;
  /// Called with the bytes so far and in total; the total is 0 while unknown.
  std::function<void(std::int64_t done, std::int64_t total)> progress = [](auto, auto) {};
  /// Called with one line for each failed attempt.
  std::function<void(const std::string& line)> note = [](const auto&) {};
};

/// Downloads `url` (http, https or file; redirects only to http and https) to `path` and syncs it
/// to disk. Network failures and the statuses 408, 429 and 5xx are retried, requesting only the
/// missing bytes. Throws RunError, naming the URL and the reason or HTTP status, or Interrupted;
/// either leaves an incomplete file for the caller to remove.
void download(const std::string& url, const std::filesystem::path& path,
              const DownloadOptions& options);

}  // namespace mmoe
