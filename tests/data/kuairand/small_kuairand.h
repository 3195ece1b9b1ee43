// SPDX-License-Identifier: Apache-2.0
// Small archives in the exact layout of KuaiRand-1K, with its quirks: pages of one time, exact
// duplicates, durations of 0, a date that is not the local day, files in no order, -124, "1.0" and
// blanks, lists of tags in quotes, statistics of the month that nobody may read.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "data/census/census_fixture.h"
#include "data/fetch/made_archive.h"

namespace mmoe {

inline constexpr const char* kKuaiLogHeader =
    "user_id,video_id,date,hourmin,time_ms,is_click,is_like,is_follow,is_comment,is_forward,"
    "is_hate,long_view,play_time_ms,duration_ms,profile_stay_time,comment_stay_time,"
    "is_profile_enter,is_rand,tab\n";

/// One exposure of a log; what a test does not name has a usual value.
struct MadeExposure {
  int user = 0;
  int video = 0;
  int day = 0;      // of the column date: 0 = 2022-04-08
  int seconds = 0;  // of the local day of time_ms
  int long_view = 0;
  int like = 0;
  int duration_ms = 20000;
  int random = 0;
  int tab = 1;
  int later_days = 0;  // by which the day of time_ms is behind the date
  int play_time_ms = 5000;

  std::string line() const {
    const long long time_ms =
        (1649347200LL + (day + later_days) * 86400LL + seconds) * 1000;  // from 2022-04-08, UTC+8
    const std::string date =
        day < 23 ? fmt::format("202204{:02}", day + 8) : fmt::format("202205{:02}", day - 22);
    return fmt::format("{},{},{},{},{},{},{},0,0,0,0,{},{},{},0,0,0,{},{}\n", user, video, date,
                       seconds / 3600 * 100, time_ms, long_view, like, long_view, play_time_ms,
                       duration_ms, random, tab);
  }
};

struct SmallKuaiRand {
  static constexpr int kUsers = 12;
  static constexpr int kVideos = 30;

  /// Pages of three videos, some alike in all columns.
  SmallKuaiRand() {
    for (int day = 0; day < 31; ++day) {
      for (int user = 0; user < kUsers; ++user) {
        for (int i = 0; i < 4; ++i) add(day, user, i);
      }
    }
    early.push_back(early.front());  // twice the same
    early.push_back({.user = 3, .video = 4, .day = 0, .seconds = 86000, .later_days = -1});
  }

  void add(int day, int user, int i) {
    const int n = (day * kUsers + user) * 4 + i;
    const int liked = (user * 5 + n) % kVideos;
    const MadeExposure row{.user = user,
                           .video = liked,
                           .day = day,
                           .seconds = 30000 + user * 7 + i / 3 * 120,
                           .long_view = (liked + user) % 3 == 0 ? 1 : 0,
                           .like = (liked * 7 + day) % 11 == 0 ? 1 : 0,
                           .duration_ms = n % 12 == 0 ? 0 : 5000 + n % 7 * 9000,
                           .tab = n % 4};
    (day < 14 ? early : late).push_back(row);
    if (day < 14 || i != 0) return;
    MadeExposure shown = row;
    shown.random = 1;
    shown.video = (n * 3 + day) % kVideos;
    shown.seconds += 60;
    random.push_back(shown);
  }

  static std::string log_text(const std::vector<MadeExposure>& rows) {
    std::string text = kKuaiLogHeader;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) text += row->line();  // in no order
    return text;
  }

  static std::string users_text() {
    std::string text =
        "user_id,user_active_degree,is_lowactive_period,is_live_streamer,is_video_author,"
        "follow_user_num,follow_user_num_range,fans_user_num,fans_user_num_range,friend_user_num,"
        "friend_user_num_range,register_days,register_days_range";
    for (int i = 0; i < 18; ++i) text += fmt::format(",onehot_feat{}", i);
    for (int user = kUsers; user-- > 0;) {
      text += fmt::format("\n{},{},0,0,1,{},\"(10,50]\",{},0,{},0,{},{}", user,
                          user % 3 == 0 ? "full_active" : "UNKNOWN", 5 + user, user % 2, user % 5,
                          100 * user, user % 4 == 0 ? "-124" : "31-60");
      for (int i = 0; i < 18; ++i) {
        text += user % 5 == 4 ? "," : fmt::format(",{}", user % 5 == 3 ? "-124" : "1.0");
      }
    }
    return text;  // without a line feed at the end
  }

  static std::string videos_text() {
    std::string text =
        "video_id,author_id,video_type,upload_dt,upload_type,visible_status,video_duration,"
        "server_width,server_height,music_id,music_type,tag\r\n";
    for (int video = 0; video < kVideos + 2; ++video) {  // two of them in no row
      text += fmt::format("{},{},{},2022-04-{:02},{},1,{},720,1280,5,9.0,{}\r\n", video, video / 3,
                          video % 9 == 0 ? "AD" : "NORMAL", 1 + video % 20,
                          video % 2 == 0 ? "ShortImport" : "LongCamera", 1000 * video,
                          video % 4 == 0   ? "\"12,65\""
                          : video % 4 == 1 ? ""
                                           : "7");
    }
    return text;
  }

  std::vector<testing::Entry> entries() const {
    const std::string folder = "KuaiRand-1K/data/";
    return {{folder + "log_standard_4_22_to_5_08_1k.csv", log_text(late)},
            {folder + "video_features_basic_1k.csv", videos_text()},
            {folder + "video_features_statistic_1k.csv", "never,\"read\n"},
            {folder + "log_standard_4_08_to_4_21_1k.csv", log_text(early)},
            {folder + "log_random_4_22_to_5_08_1k.csv", log_text(random)},
            {folder + "user_features_1k.csv", users_text()}};
  }
  std::string archive() const { return testing::make_tar_gz(entries()); }
  /// Writes the archive where --data-dir finds it, and returns its path.
  std::string write(const TestFolder& folder) const {
    return folder.write("KuaiRand-1K.tar.gz", archive());
  }

  std::vector<MadeExposure> early, late, random;  // the three logs
};

}  // namespace mmoe
