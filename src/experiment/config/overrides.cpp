// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/overrides.h"

#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Splits "training.optimiser.beta1" into "training" and "optimiser.beta1"; a path without a
/// section is one of the model's options.
std::pair<std::string, std::string> section_of(const std::string& path, const std::string& where) {
  const auto dot = path.find('.');
  const std::string first = path.substr(0, dot);
  if (dot != std::string::npos && (first == "training" || first == "options")) {
    return {first, path.substr(dot + 1)};
  }
  if (is_model_member(first)) {
    throw FieldError(where + "." + path,
                     "is not an option; expected one of the model's, such as experts, or of its "
                     "training, such as training.batch");
  }
  return {"options", path};
}

/// Sets the member at a path of names separated by dots. A member of what is no object is left to
/// whoever reads `json`.
void set_member(ordered_json& json, const std::string& path, const ordered_json& value) {
  const auto dot = path.find('.');
  ordered_json& member = json[path.substr(0, dot)];
  if (dot == std::string::npos) {
    member = value;
  } else {
    if (!member.is_object()) member = ordered_json::object();
    set_member(member, path.substr(dot + 1), value);
  }
}

}  // namespace

std::pair<std::string, ordered_json> path_value(std::string path, ordered_json value) {
  if (!path.ends_with("[]")) return {std::move(path), std::move(value)};
  path.resize(path.size() - 2);
  ordered_json list = ordered_json::array();
  list.push_back(std::move(value));
  return {std::move(path), std::move(list)};
}

void set_option(ordered_json& sections, const std::string& path, const ordered_json& value,
                const std::string& where) {
  const auto [section, member] = section_of(path, where);
  set_member(sections[section], member, value);
}

ModelSpec with_overrides(ModelSpec spec, const PathValues& overrides, const std::string& where) {
  ordered_json sections = {{"options", spec.options}, {"training", spec.training.write()}};
  for (const auto& [path, value] : overrides) set_option(sections, path, value, where);
  spec.options = spec.entry->resolve(sections["options"], where + ".options");
  spec.training = read_training({}, sections["training"], where + ".training");
  return spec;
}

}  // namespace mmoe
