// SPDX-License-Identifier: Apache-2.0
#include "data/setting_key.h"

#include <fmt/format.h>

namespace mmoe {

std::string setting_key(const Setting& setting) {
  if (setting.empty()) return "data";
  const auto first = setting.begin();
  const Setting& value = first.value();
  return fmt::format("{}={}", first.key(),
                     value.is_string() ? value.get<std::string>() : value.dump());
}

bool is_setting_key(const std::string& key, const Setting& like) {
  if (like.empty()) return key == setting_key(like);
  const std::string start = like.begin().key() + "=";
  if (!key.starts_with(start)) return false;
  const Setting& value = like.begin().value();
  const std::string text = key.substr(start.size());
  if (value.is_string()) return !text.empty();
  const Setting read = Setting::parse(text, nullptr, false);
  return read.is_number() == value.is_number() &&
         read.is_number_float() == value.is_number_float() && read.dump() == text;
}

}  // namespace mmoe
