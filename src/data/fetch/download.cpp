// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/download.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/output_file.h"
#include "base/version.h"

namespace mmoe {
namespace {

using Clock = std::chrono::steady_clock;

/// The state of one attempt, for libcurl's callbacks.
struct Attempt {
  const std::string& url;
  const DownloadOptions& options;
  OutputFile& file;
  std::int64_t start;           // bytes received by earlier attempts
  std::exception_ptr thrown{};  // no exception may pass through libcurl's C frames
  Clock::time_point last_byte = Clock::now();
  bool stalled = false;
  curl_off_t reported = 0;  // bytes of this attempt reported to options.progress
};

std::size_t on_bytes(const char* bytes, std::size_t /*always 1*/, std::size_t count, void* user) {
  Attempt& attempt = *static_cast<Attempt*>(user);
  try {
    attempt.last_byte = Clock::now();
    attempt.file.write({bytes, count});
    if (attempt.file.size() > attempt.options.max_bytes) {
      throw RunError(fmt::format("{}: sends more than {} bytes; expected a smaller archive",
                                 attempt.url, attempt.options.max_bytes));
    }
    return count;
  } catch (...) {
    attempt.thrown = std::current_exception();
    return 0;
  }
}

int on_progress(void* user, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  Attempt& attempt = *static_cast<Attempt*>(user);
  try {
    if (interrupted()) throw Interrupted();
    if (done > std::exchange(attempt.reported, done)) {
      attempt.options.progress(attempt.start + done, total > 0 ? attempt.start + total : 0);
    }
    // libcurl's own limit takes seconds longer: it uses the mean speed of the last six seconds.
    attempt.stalled = Clock::now() - attempt.last_byte > attempt.options.stall;
    return attempt.stalled ? 1 : 0;
  } catch (...) {
    attempt.thrown = std::current_exception();
    return 1;
  }
}

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

Handle open_handle(const std::string& url) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Handle handle(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!handle) throw RunError("libcurl cannot start");
  const auto set = [&handle](CURLoption option, auto value) {
    if (const CURLcode code = curl_easy_setopt(handle.get(), option, value); code != CURLE_OK) {
      throw RunError(fmt::format("libcurl: {}", curl_easy_strerror(code)));
    }
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_USERAGENT, fmt::format("mmoe-bench/{}", build_info().version).c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https,file");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");  // no server may redirect to local files
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, 10L);
  set(CURLOPT_FAILONERROR, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, 30L);
  set(CURLOPT_WRITEFUNCTION, on_bytes);
  set(CURLOPT_XFERINFOFUNCTION, on_progress);
  set(CURLOPT_NOPROGRESS, 0L);
  return handle;
}

struct Failure {
  std::string reason;
  bool transient;  // temporary, so worth another attempt
  bool cannot_resume;
};

bool is_transient(CURLcode code, long status) {
  switch (code) {
    case CURLE_HTTP_RETURNED_ERROR:
      return status == 408 || status == 429 || status >= 500;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_RANGE_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return true;
    default:
      return false;
  }
}

/// Makes one attempt to download the rest of `attempt.file`.
std::optional<Failure> transfer(CURL* handle, Attempt attempt) {
  std::array<char, CURL_ERROR_SIZE> detail{};
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &attempt);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &attempt);
  curl_easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(attempt.start));
  const CURLcode code = curl_easy_perform(handle);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
  if (attempt.thrown) std::rethrow_exception(attempt.thrown);
  if (code == CURLE_OK) return std::nullopt;
  if (attempt.stalled) return Failure{"no data received", true, false};
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return Failure{code == CURLE_HTTP_RETURNED_ERROR ? fmt::format("HTTP status {}", status)
                 : detail[0] != '\0'               ? detail.data()
                                                   : curl_easy_strerror(code),
                 is_transient(code, status), code == CURLE_RANGE_ERROR};
}

}  // namespace

void wait_or_interrupt(std::chrono::milliseconds delay) {
  constexpr std::chrono::milliseconds kSlice{50};
  for (; delay.count() > 0; delay -= kSlice) {
    if (interrupted()) throw Interrupted();
    std::this_thread::sleep_for(std::min(delay, kSlice));
  }
}

void download(const std::string& url, const std::filesystem::path& path,
              const DownloadOptions& options) {
  OutputFile file(path);
  const Handle handle = open_handle(url);
  std::chrono::milliseconds delay = options.first_delay;
  for (int attempt = 1;; ++attempt, delay *= 2) {
    const auto failure = transfer(handle.get(), {url, options, file, file.size()});
    if (!failure) break;
    if (!failure->transient || attempt >= options.attempts) {
      throw RunError(
          fmt::format("cannot download {}: {}{}", url, failure->reason,
                      attempt > 1 ? fmt::format(" (the last of {} attempts)", attempt) : ""));
    }
    options.note(
        fmt::format("interrupted after {} bytes: {}; trying again", file.size(), failure->reason));
    options.wait(delay);
    if (failure->cannot_resume) file.restart();
  }
  file.finish();
}

}  // namespace mmoe
