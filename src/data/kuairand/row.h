// SPDX-License-Identifier: Apache-2.0
// A row of KuaiRand as the program keeps it: what a model may read, and what happened. No column
// of the month's statistics and none that is measured during or after the exposure is in it.
#pragma once

#include <array>
#include <cstdint>

namespace mmoe {

/// A row's fields of ids. A field of which an id is unknown, or of a previous video that there is
/// none of, has -1 and sets no input.
inline constexpr std::array kKuaiFields = {"user",
                                           "video",
                                           "previous_video",
                                           "author",
                                           "previous_author",
                                           "tag",
                                           "previous_tag",
                                           "tab",
                                           "hour",
                                           "upload_type",
                                           "active_degree",
                                           "register_days_range",
                                           "onehot_feat3",
                                           "onehot_feat8"};

/// A row's numbers as they are counted; models read them scaled (inputs.h).
inline constexpr std::array kKuaiNumbers = {
    "duration_ms", "follow_user_num",  "fans_user_num",   "friend_user_num",    "register_days",
    "video_age",   "author_exposures", "video_exposures", "seconds_since_last", "no_duration"};

struct KuaiRow {
  std::int64_t time_ms = 0;
  std::array<std::int32_t, kKuaiFields.size()> ids{};
  std::array<float, kKuaiNumbers.size()> numbers{};
  std::uint8_t day = 0;
  std::uint8_t random = 0;  // 1: from the log of random exposures
  std::uint8_t long_view = 0;
  std::uint8_t like = 0;
  std::uint32_t zeros = 0;

  std::int32_t user() const { return ids[0]; }
};
static_assert(sizeof(KuaiRow) == 112);

}  // namespace mmoe
