// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/model_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/error.h"
#include "experiment/config/model_spec.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::string label_of(const ordered_json& model) {
  if (model.is_string()) return model;
  if (!model.is_object()) return "";
  const char* name = model.contains("label") ? "label" : "model";
  return model.contains(name) && model[name].is_string() ? model[name].get<std::string>() : "";
}

/// The entry whose label `path` begins with; the longest, for labels may have dots.
std::size_t entry_at(const ordered_json& models, const std::string& path,
                     const std::string& origin) {
  std::vector<std::string> labels;
  std::size_t best = 0;
  for (std::size_t i = 0; i < models.size(); ++i) {
    labels.push_back(label_of(models[i]));
    const bool is_longer =
        i == 0 || labels[i].size() > labels[best].size() || !path.starts_with(labels[best] + ".");
    if (path.starts_with(labels[i] + ".") && is_longer) best = i;
  }
  if (labels.empty() || !path.starts_with(labels[best] + ".")) {
    const std::string found = path.substr(0, path.find('.'));
    throw InputError(fmt::format("{}: models.{}: no listed model has the label '{}'{}", origin,
                                 path, found, hint(found, labels)));
  }
  return best;
}

}  // namespace

ordered_json::const_iterator find_label(const ordered_json& models, const std::string& label) {
  return std::find_if(models.begin(), models.end(),
                      [&](const ordered_json& m) { return label_of(m) == label; });
}

void erase_member(ordered_json& model, const std::string& path) {
  ordered_json* at = &model;
  std::string rest = path;
  for (auto dot = rest.find('.'); dot != std::string::npos; dot = rest.find('.')) {
    if (!at->is_object() || !at->contains(rest.substr(0, dot))) return;
    at = &(*at)[rest.substr(0, dot)];
    rest = rest.substr(dot + 1);
  }
  if (at->is_object()) at->erase(rest);
}

void erase_at_settings(ordered_json& model, const std::string& path) {
  if (!model.is_object() || !model.contains("at") || !model["at"].is_object()) return;
  for (ordered_json& own : model["at"]) erase_member(own, path);
}

void override_model_member(JsonText& config, const std::string& path, ordered_json value,
                           const std::string& origin) {
  if (path.starts_with("models[")) {
    throw InputError(
        fmt::format("{}: found the path '{}'; expected the model's label, such as "
                    "models.mmoe.experts",
                    origin, path));
  }
  const std::string rest = path.substr(path.find('.') + 1);  // LABEL.MEMBER
  ordered_json& models = config.value["models"];
  if (!models.is_array()) throw InputError(origin + ": " + path + ": there is no list of models");
  const std::size_t index = entry_at(models, rest, origin);
  ordered_json& entry = models[index];
  std::string member = rest.substr(label_of(entry).size() + 1);
  if (entry.is_string()) entry = ordered_json{{"model", entry}};
  if (member == "at" || member.starts_with("at.")) {
    throw InputError(
        fmt::format("{}: {}: no path leads to the options of one setting of the data; expected "
                    "\"at\" in the experiment's file",
                    origin, path));
  }
  if (!is_model_member(member.substr(0, member.find('.')))) member = "options." + member;
  erase_at_settings(entry, member);
  ordered_json* at = &entry;
  std::string origin_path = fmt::format("models[{}]", index);
  for (std::size_t from = 0; from <= member.size();) {
    const std::size_t dot = std::min(member.find('.', from), member.size());
    if (!at->is_object() && !at->is_null()) {
      throw InputError(
          fmt::format("{}: {}: found {}, which has no members", origin, path, at->dump()));
    }
    const std::string name = member.substr(from, dot - from);
    at = &(*at)[name];
    origin_path += "." + name;
    from = dot + 1;
  }
  *at = std::move(value);
  config.origins[origin_path] = origin;
}

}  // namespace mmoe
