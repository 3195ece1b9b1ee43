// SPDX-License-Identifier: Apache-2.0
// Rows of KuaiRand's logs, as they are read: nothing that happens during or after the exposure but
// the labels.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace mmoe {

/// The header line of every log; any other is refused.
inline constexpr std::array<std::string_view, 19> kKuaiLogColumns = {
    "user_id",           "video_id",         "date",         "hourmin",     "time_ms",
    "is_click",          "is_like",          "is_follow",    "is_comment",  "is_forward",
    "is_hate",           "long_view",        "play_time_ms", "duration_ms", "profile_stay_time",
    "comment_stay_time", "is_profile_enter", "is_rand",      "tab"};

/// Days of the logs: 2022-04-08 is day 0, 2022-05-08 day 30. A row's day is its `date`, which is
/// not always the local day of its time.
inline constexpr int kKuaiDays = 31;

/// Ordered by user, then time, then everything else: files are in no order, and a page of videos
/// has one time.
struct KuaiLogRow {
  std::int32_t user = 0;
  std::int32_t video = 0;
  std::int64_t time_ms = 0;
  std::int32_t duration_ms = 0;
  std::uint8_t day = 0;
  std::uint8_t tab = 0;
  bool long_view = false;
  bool like = false;
  bool random = false;                  // from the log of random exposures
  std::array<std::uint8_t, 7> zeros{};  // so that equal rows are equal bytes

  auto key() const {
    return std::tuple(user, time_ms, video, day, random, duration_ms, tab, long_view, like);
  }
  /// The same as of keys, which rarely need more than user and time.
  bool operator<(const KuaiLogRow& other) const {
    if (user != other.user) return user < other.user;
    return time_ms != other.time_ms ? time_ms < other.time_ms : key() < other.key();
  }
  bool operator==(const KuaiLogRow& other) const { return key() == other.key(); }
};
static_assert(sizeof(KuaiLogRow) == 32);

/// Where a value stands, for messages.
struct KuaiPlace {
  const std::string& file;
  std::int64_t line;
};

/// Throws InputError "FILE:1: ..." that names the first column that differs.
void check_kuai_header(std::span<const std::string_view> expected,
                       const std::vector<std::string_view>& found, const KuaiPlace& place);

/// Returns the whole number `text`. Throws InputError "FILE:LINE: column NAME: ...".
std::int64_t kuai_integer(std::string_view text, std::string_view column, const KuaiPlace& place);

/// Throws InputError on a wrong number of fields, a value that is not a number or out of range, and
/// a date outside the log's month.
KuaiLogRow parse_kuai_log_row(const std::vector<std::string_view>& fields, const KuaiPlace& place);

}  // namespace mmoe
