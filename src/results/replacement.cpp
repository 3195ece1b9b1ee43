// SPDX-License-Identifier: Apache-2.0
#include "results/replacement.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <string>

#include "base/error.h"
#include "data/registry.h"
#include "experiment/config/experiment.h"
#include "experiment/config/json_diff.h"
#include "results/result_reader.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// These members of a result file alone, as far as it has them: its trials may be many.
ordered_json members_of(const std::filesystem::path& file, const std::set<std::string>& names) {
  const auto keep = [&](int depth, ordered_json::parse_event_t event, ordered_json& parsed) {
    return depth != 1 || event != ordered_json::parse_event_t::key || names.contains(parsed);
  };
  std::ifstream stream(file, std::ios::binary);
  ordered_json result = ordered_json::parse(stream, keep, /*allow_exceptions=*/false);
  return result.is_object() ? result : ordered_json::object();
}

/// The experiment with the data set's options that it does not name, which came after it was
/// written, at their defaults.
ordered_json with_data_defaults(ordered_json experiment) {
  ordered_json& data = experiment["data"];
  for (const DataSetEntry& entry : data_sets()) {
    if (!data.is_object() || data.value("set", ordered_json()) != entry.name) continue;
    const ordered_json defaults = entry.resolve(nlohmann::json::object());
    for (const auto& [name, value] : defaults.items()) {
      if (!data.contains(name)) data[name] = value;
    }
  }
  return experiment;
}

bool is_part_of(const ordered_json& list, const ordered_json& other) {
  return std::ranges::all_of(list, [&](const ordered_json& element) {
    return std::ranges::find(other, element) != other.end();
  });
}

/// Whether all that was shown under `there` is shown under `here`, too.
bool keeps(const Difference& difference) {
  const auto& [path, there, here] = difference;
  if (path == "title" || path == "description") return true;
  if (path == "runs" || path == "design.points")
    return there.is_number() && here.is_number() && there <= here;
  return there.is_array() && here.is_array() && is_part_of(there, here);
}

/// The members of the objects that differ, lists as a whole.
std::optional<Difference> first_loss(const ordered_json& there, const ordered_json& here,
                                     const std::string& path = "") {
  if (!there.is_object() || !here.is_object()) {
    Difference difference{path, there, here};
    return there == here || keeps(difference) ? std::nullopt : std::optional(difference);
  }
  for (const auto& [name, value] : there.items()) {
    const std::string inner = path.empty() ? name : path + "." + name;
    if (auto loss = first_loss(value, here.value(name, ordered_json()), inner)) return loss;
  }
  return std::nullopt;
}

std::string shown(const ordered_json& value) {
  constexpr std::size_t kLength = 60;
  const std::string text = value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  return text.size() <= kLength ? text : text.substr(0, kLength - 3) + "...";
}

/// The elements of a list that `other` lacks; any other value as it is.
ordered_json lost_part(const ordered_json& value, const ordered_json& other) {
  if (!value.is_array() || !other.is_array()) return value;
  ordered_json lost = ordered_json::array();
  for (const ordered_json& element : value) {
    if (std::ranges::find(other, element) == other.end()) lost.push_back(element);
  }
  return lost;
}

}  // namespace

void check_keeps_result(const std::filesystem::path& file, const ordered_json& experiment) {
  const ordered_json there = members_of(file, {"experiment"}).value("experiment", ordered_json());
  if (there.is_null()) return;
  const auto loss = first_loss(with_data_defaults(without_matched_widths(there)),
                               with_data_defaults(without_matched_widths(experiment)));
  if (!loss) return;
  const bool is_list = loss->left.is_array() && loss->right.is_array();
  throw InputError(fmt::format(
      "{}: holds a result with {} {}; found {} here, which would replace it; expected another "
      "folder (`out`), or `replace`",
      file.string(), loss->path, shown(lost_part(loss->left, loss->right)),
      is_list ? "none of these" : shown(loss->right)));
}

std::vector<std::int64_t> looks_of(const ordered_json& environment) {
  if (!environment.is_object()) return {};
  return environment.value("looks", std::vector<std::int64_t>());
}

Looks looks_of_result(const std::filesystem::path& file) {
  const ordered_json there = members_of(file, {"experiment", "environment"});
  const ordered_json experiment = there.value("experiment", ordered_json());
  if (!experiment.is_object()) return {};
  return read_members(file.string(), [&] {
    Looks looks{.runs = looks_of(there.value("environment", ordered_json()))};
    looks.decided = !looks.runs.empty();
    if (!looks.decided) looks.runs = {experiment.at("runs").get<std::int64_t>()};
    return looks;
  });
}

}  // namespace mmoe
