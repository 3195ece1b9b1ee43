// SPDX-License-Identifier: Apache-2.0
// What KuaiRand tells of users and videos. The statistics of videos are means over the whole month,
// test day included: they are never read.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "data/table/csv_reader.h"

namespace mmoe {

/// Ids that are not known: -124 or a blank in the files.
inline constexpr std::int32_t kKuaiUnknown = -1;

struct KuaiUser {
  std::int32_t user = kKuaiUnknown;
  std::int32_t active_degree = kKuaiUnknown;        // a text's number: see category_number
  std::int32_t register_days_range = kKuaiUnknown;  // the same
  std::int32_t onehot_3 = kKuaiUnknown, onehot_8 = kKuaiUnknown;
  std::array<float, 4> counts{};  // follow, fans, friend, register days; -1 = unknown
};

struct KuaiVideo {
  std::int32_t video = kKuaiUnknown;
  std::int32_t author = kKuaiUnknown;
  std::int32_t tag = kKuaiUnknown;          // the first of the list
  std::int32_t upload_type = kKuaiUnknown;  // a text's number
  std::int32_t upload_day = kKuaiUnknown;   // since 1970-01-01
};

/// Returns a number that stands for a text, beyond all ids that count from 0: 2^30 and 30 bits of
/// its FNV-1a hash.
std::int32_t category_number(std::string_view text);

/// Reads user_features or video_features_basic, in order of id. Throws InputError, naming file and
/// line, on a missing column, a wrong value and an id that occurs twice.
std::vector<KuaiUser> read_kuai_users(CsvReader& reader);
std::vector<KuaiVideo> read_kuai_videos(CsvReader& reader);

/// Returns the features of an id; an unknown id has none.
const KuaiUser& find_kuai_user(const std::vector<KuaiUser>& users, std::int32_t id);
const KuaiVideo& find_kuai_video(const std::vector<KuaiVideo>& videos, std::int32_t id);

}  // namespace mmoe
