// SPDX-License-Identifier: Apache-2.0
// Features from the past alone, of any log of exposures: the previous item that a user engaged
// with, and how often an id was shown on earlier days.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "data/by_id.h"

namespace mmoe {

/// One user's past. Rows come in order of time; rows of one time are a page, whose order is
/// unknown: none is in the past of another. Nor is a row of a later day, where days and times
/// disagree: a split by day must hold for features, too.
class UserPast {
 public:
  static constexpr std::size_t kDays = 64;
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

  struct Event {
    std::int64_t time_ms = kNever;
    std::int64_t row = -1;
  };
  struct Found {
    Event shown;    // the last row; its time is kNever if there is none
    Event engaged;  // the last row with engagement
  };

  void start_user();
  /// Returns what happened strictly before a row of this time and day (below kDays).
  Found before(std::int64_t time_ms, std::size_t day);
  /// Adds a row, of a time not earlier than the last one's.
  void add(const Event& event, std::size_t day, bool engaged);

 private:
  struct Waiting {
    Event event;
    std::size_t day;
    bool engaged;
  };
  void pass_page();

  std::vector<Waiting> page_;        // rows of the last time
  std::array<Found, kDays> last_{};  // by day, pages before
};

/// How often ids were shown on strictly earlier days. Rows come in order of days.
class ExposureCounts {
 public:
  /// Returns the count of an id before `day`; `count` adds this exposure.
  std::uint32_t before(std::int32_t id, std::size_t day, bool count);

 private:
  struct Count {
    std::uint32_t day = 0;
    std::uint32_t earlier = 0;
    std::uint32_t today = 0;
  };
  ById<Count> counts_;
};

}  // namespace mmoe
