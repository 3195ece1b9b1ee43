// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/json_diff.h"

#include <fmt/format.h>

namespace mmoe {
namespace {

using nlohmann::ordered_json;

void compare(const std::string& path, const ordered_json& left, const ordered_json& right,
             std::vector<Difference>& found) {
  const auto inside = [&](const std::string& name) {
    return path.empty() ? name : path + "." + name;
  };
  if (left.is_object() && right.is_object()) {
    for (const auto& [name, value] : left.items()) {
      compare(inside(name), value, right.value(name, ordered_json()), found);
    }
    for (const auto& [name, value] : right.items()) {
      if (!left.contains(name)) compare(inside(name), nullptr, value, found);
    }
  } else if (left.is_array() && right.is_array() && left.size() == right.size()) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      compare(fmt::format("{}[{}]", path, i), left[i], right[i], found);
    }
  } else if (left != right) {
    found.push_back({path, left, right});
  }
}

}  // namespace

std::vector<Difference> json_differences(const ordered_json& left, const ordered_json& right) {
  std::vector<Difference> found;
  compare("", left, right, found);
  return found;
}

}  // namespace mmoe
