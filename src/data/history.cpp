// SPDX-License-Identifier: Apache-2.0
#include "data/history.h"

namespace mmoe {

void UserPast::start_user() {
  page_.clear();
  last_ = {};
}

UserPast::Found UserPast::before(std::int64_t time_ms, std::size_t day) {
  if (!page_.empty() && page_.front().event.time_ms < time_ms) pass_page();
  Found found;
  for (std::size_t d = 0; d <= day; ++d) {
    if (last_[d].shown.time_ms > found.shown.time_ms) found.shown = last_[d].shown;
    if (last_[d].engaged.time_ms > found.engaged.time_ms) found.engaged = last_[d].engaged;
  }
  return found;
}

void UserPast::add(const Event& event, std::size_t day, bool engaged) {
  if (!page_.empty() && page_.front().event.time_ms < event.time_ms) pass_page();
  page_.push_back({event, day, engaged});
}

void UserPast::pass_page() {
  for (const Waiting& row : page_) {
    last_[row.day].shown = row.event;
    if (row.engaged) last_[row.day].engaged = row.event;
  }
  page_.clear();
}

std::uint32_t ExposureCounts::before(std::int32_t id, std::size_t day, bool count) {
  Count& known = counts_[id];
  if (known.day < day) {
    known.earlier += known.today;
    known.today = 0;
    known.day = static_cast<std::uint32_t>(day);
  }
  if (count) ++known.today;
  return known.earlier;
}

}  // namespace mmoe
