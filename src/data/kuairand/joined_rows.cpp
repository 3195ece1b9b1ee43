// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/joined_rows.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/interrupt.h"
#include "data/history.h"

namespace mmoe {
namespace {

constexpr std::int64_t kMillisecondsOfDay = 86'400'000;
constexpr std::int64_t kStillConsumed = 30 * 60'000;      // of the previous item
constexpr std::int64_t kChinaTime = 8 * 3'600'000;        // UTC+8
constexpr float kSecondsOfMonth = kKuaiDays * 86'400.0F;  // longer than any gap
constexpr std::int32_t kFirstDay = 19'090;                // 2022-04-08, since 1970

std::int32_t hour_of(std::int64_t time_ms) {
  return static_cast<std::int32_t>((time_ms + kChinaTime) % kMillisecondsOfDay / 3'600'000);
}

/// Days from upload to exposure; -1 if unknown, 0 where the dates say it was before.
float video_age(const KuaiVideo& video, const KuaiLogRow& row) {
  if (video.upload_day == kKuaiUnknown) return -1;
  return static_cast<float>(std::max(0, kFirstDay + row.day - video.upload_day));
}

}  // namespace

JoinedRows::JoinedRows(std::vector<KuaiLogRow> rows, const std::vector<KuaiUser>& users,
                       const std::vector<KuaiVideo>& videos)
    : rows_(std::move(rows)), users_(users), videos_(videos) {
  find_past();
  count_exposures();
}

void JoinedRows::find_past() {
  previous_video_.assign(rows_.size(), kKuaiUnknown);
  seconds_since_last_.assign(rows_.size(), kSecondsOfMonth);
  UserPast past;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const KuaiLogRow& row = rows_[i];
    if (i == 0 || rows_[i - 1].user != row.user) {
      if (interrupted()) throw Interrupted();
      past.start_user();
    }
    const UserPast::Found found = past.before(row.time_ms, row.day);
    if (found.shown.row >= 0) {
      seconds_since_last_[i] = static_cast<float>(row.time_ms - found.shown.time_ms) / 1000;
    }
    if (found.engaged.row >= 0 && row.time_ms - found.engaged.time_ms <= kStillConsumed) {
      previous_video_[i] = rows_[static_cast<std::size_t>(found.engaged.row)].video;
    }
    past.add({row.time_ms, static_cast<std::int64_t>(i)}, row.day, row.long_view);
  }
}

/// Random exposures are not training rows, so they count for nobody.
void JoinedRows::count_exposures() {
  video_exposures_.resize(rows_.size());
  author_exposures_.resize(rows_.size());
  ExposureCounts of_video, of_author;
  for (const std::vector<std::uint32_t>& of_day : rows_by_day()) {
    if (interrupted()) throw Interrupted();
    for (const std::uint32_t i : of_day) {
      const KuaiLogRow& row = rows_[i];
      const std::int32_t author = find_kuai_video(videos_, row.video).author;
      video_exposures_[i] = of_video.before(row.video, row.day, !row.random);
      if (author == kKuaiUnknown) continue;
      author_exposures_[i] = of_author.before(author, row.day, !row.random);
    }
  }
}

std::vector<std::vector<std::uint32_t>> JoinedRows::rows_by_day() const {
  std::vector<std::vector<std::uint32_t>> days(kKuaiDays);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    days[rows_[i].day].push_back(static_cast<std::uint32_t>(i));
  }
  return days;
}

KuaiRow JoinedRows::row(std::size_t i) const {
  const KuaiLogRow& log = rows_[i];
  const KuaiUser& user = find_kuai_user(users_, log.user);
  const KuaiVideo& video = find_kuai_video(videos_, log.video);
  const KuaiVideo& previous = find_kuai_video(videos_, previous_video_[i]);
  return {
      .time_ms = log.time_ms,
      .ids = {log.user, log.video, previous_video_[i], video.author, previous.author, video.tag,
              previous.tag, log.tab, hour_of(log.time_ms), video.upload_type, user.active_degree,
              user.register_days_range, user.onehot_3, user.onehot_8},
      .numbers = {static_cast<float>(log.duration_ms), user.counts[0], user.counts[1],
                  user.counts[2], user.counts[3], video_age(video, log),
                  static_cast<float>(author_exposures_[i]), static_cast<float>(video_exposures_[i]),
                  seconds_since_last_[i], log.duration_ms == 0 ? 1.0F : 0.0F},
      .day = log.day,
      .random = log.random ? std::uint8_t{1} : std::uint8_t{0},
      .long_view = log.long_view ? std::uint8_t{1} : std::uint8_t{0},
      .like = log.like ? std::uint8_t{1} : std::uint8_t{0}};
}

}  // namespace mmoe
