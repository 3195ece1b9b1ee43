// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

#include "base/error.h"
#include "data/kuairand/log_row.h"

namespace mmoe {
namespace {

using KuaiFields = std::vector<std::string_view>;

/// The columns wanted of a file of features, found by name in its header.
class KuaiFeatureFile {
 public:
  KuaiFeatureFile(CsvReader& reader, std::vector<std::string_view> columns)
      : reader_(reader), columns_(std::move(columns)) {
    KuaiFields header;
    reader_.next(header);
    width_ = header.size();
    for (const std::string_view column : columns_) {
      const auto at = std::ranges::find(header, column);
      if (at == header.end()) fail(fmt::format("wrong header: no column {}", column));
      places_.push_back(static_cast<std::size_t>(at - header.begin()));
    }
  }

  bool next() {
    if (!reader_.next(fields_)) return false;
    if (fields_.size() == width_) return true;
    fail(fmt::format("found {} fields; expected {}: is the file truncated?", fields_.size(),
                     width_));
  }
  std::string_view text(std::size_t c) const { return fields_[places_[c]]; }

  /// A number, also as "1.0"; kKuaiUnknown where it is blank or negative, such as -124.
  double number(std::size_t c) const {
    const std::string_view text = this->text(c);
    if (text.empty()) return kKuaiUnknown;
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end || !(std::abs(value) < 2e9)) {
      fail(fmt::format("column {}: found '{}'; expected a number", columns_[c], text));
    }
    return value < 0 ? kKuaiUnknown : value;
  }
  std::int32_t id(std::size_t c) const { return static_cast<std::int32_t>(number(c)); }
  std::int32_t category(std::size_t c) const {
    const std::string_view text = this->text(c);
    return text.empty() || text == "-124" ? kKuaiUnknown : category_number(text);
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(fmt::format("{}:{}: {}", reader_.path(), reader_.line(), problem));
  }

 private:
  CsvReader& reader_;
  std::vector<std::string_view> columns_;
  std::vector<std::size_t> places_;
  std::size_t width_ = 0;
  KuaiFields fields_;
};

/// The day of "2022-03-31"; unknown where it is none.
std::int32_t upload_day(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() < 10) return kKuaiUnknown;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return kKuaiUnknown;
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// The first number of a list such as "12,65".
std::int32_t first_tag(std::string_view list) {
  std::int32_t tag = kKuaiUnknown;
  std::from_chars(list.data(), list.data() + list.size(), tag);
  return std::max(tag, kKuaiUnknown);
}

template <typename Feature>
void sort_by_id(std::vector<Feature>& features, std::int32_t Feature::*id,
                const CsvReader& reader) {
  std::ranges::sort(features, {}, id);
  const auto twice = std::ranges::adjacent_find(features, {}, id);
  if (twice == features.end()) return;
  throw InputError(
      fmt::format("{}: the id {} occurs twice; expected each once", reader.path(), (*twice).*id));
}

/// Ids are nearly dense: the search gallops back from the place that `wanted` had if none below it
/// were missing.
template <typename Feature>
const Feature& find_by_id(const std::vector<Feature>& features, std::int32_t Feature::*id,
                          std::int32_t wanted) {
  static const Feature unknown;
  if (features.empty() || wanted < features.front().*id) return unknown;
  const auto missing_none =
      static_cast<std::size_t>(wanted) - static_cast<std::size_t>(features.front().*id);
  std::size_t high = std::min(missing_none, features.size() - 1);
  std::size_t low = high;
  for (std::size_t step = 1; features[low].*id > wanted; step *= 2) {
    high = low;
    low -= std::min(step, low);
  }
  const auto first = features.begin() + static_cast<std::ptrdiff_t>(low);
  const auto last = features.begin() + static_cast<std::ptrdiff_t>(high + 1);
  const auto at = std::ranges::lower_bound(first, last, wanted, {}, id);
  return at != last && (*at).*id == wanted ? *at : unknown;
}

}  // namespace

std::int32_t category_number(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return static_cast<std::int32_t>((hash & 0x3fffffffU) | 0x40000000U);
}

std::vector<KuaiUser> read_kuai_users(CsvReader& reader) {
  KuaiFeatureFile file(reader, {"user_id", "user_active_degree", "register_days_range",
                                "onehot_feat3", "onehot_feat8", "follow_user_num", "fans_user_num",
                                "friend_user_num", "register_days"});
  std::vector<KuaiUser> users;
  while (file.next()) {
    KuaiUser user{.user = file.id(0),
                  .active_degree = file.category(1),
                  .register_days_range = file.category(2),
                  .onehot_3 = file.id(3),
                  .onehot_8 = file.id(4)};
    for (std::size_t i = 0; i < user.counts.size(); ++i) {
      user.counts[i] = static_cast<float>(file.number(5 + i));
    }
    users.push_back(user);
  }
  sort_by_id(users, &KuaiUser::user, reader);
  return users;
}

std::vector<KuaiVideo> read_kuai_videos(CsvReader& reader) {
  KuaiFeatureFile file(reader, {"video_id", "author_id", "upload_dt", "upload_type", "tag"});
  std::vector<KuaiVideo> videos;
  while (file.next()) {
    videos.push_back({.video = file.id(0),
                      .author = file.id(1),
                      .tag = first_tag(file.text(4)),
                      .upload_type = file.category(3),
                      .upload_day = upload_day(file.text(2))});
  }
  sort_by_id(videos, &KuaiVideo::video, reader);
  return videos;
}

const KuaiUser& find_kuai_user(const std::vector<KuaiUser>& users, std::int32_t id) {
  return find_by_id(users, &KuaiUser::user, id);
}

const KuaiVideo& find_kuai_video(const std::vector<KuaiVideo>& videos, std::int32_t id) {
  return find_by_id(videos, &KuaiVideo::video, id);
}

}  // namespace mmoe
