// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/embedded.h"
#include "base/error.h"
#include "base/read_file.h"
#include "data/registry.h"
#include "data/table/recipe.h"
#include "experiment/config/at_settings.h"
#include "experiment/config/mistaken_file.h"
#include "experiment/config/model_entry.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || is_json_name(name);
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& e : built_in_experiments()) names.emplace_back(e.name);
  return names;
}

std::string unknown_experiment(const std::string& name) {
  return fmt::format("unknown experiment '{}'{}", name, hint(name, built_in_names()));
}

JsonText read_one(const std::string& name) {
  for (const EmbeddedFile& e : built_in_experiments()) {
    if (e.name == name) {
      return parse_json(std::string(e.text), fmt::format("experiments/{}.json", name));
    }
  }
  check_can_be_experiment(name);
  if (is_path(name)) return read_json(name);
  throw FieldError("exp", unknown_experiment(name));
}

/// Returns a member of `text` on its own; its members keep their lines.
JsonText part_of(const JsonText& text, const std::string& member) {
  JsonText part{text.value[member], {}};
  for (const auto& [path, origin] : text.origins) {
    if (path.starts_with(member + ".")) part.origins[path.substr(member.size() + 1)] = origin;
  }
  return part;
}

/// Returns the experiment in `text`: a result file or a study's summary contains the one that made
/// it.
JsonText experiment_of(const JsonText& text) {
  const std::string member = "experiment";
  const std::set<ordered_json> made = {"mmoe-bench/result", "mmoe-bench/sensitivity",
                                       "mmoe-bench/tuning"};
  if (!text.value.is_object() || !made.contains(text.value.value("schema", ordered_json())) ||
      !text.value.contains(member)) {
    return text;
  }
  JsonText part = part_of(text, member);
  part.origins[""] = origin_of(text.origins, member);
  return part;
}

/// A JSON merge patch (RFC 7396): null takes a member of the base away.
void merge_value(ordered_json& base, const ordered_json& over) {
  if (!base.is_object() || !over.is_object()) {
    base = over;
    return;
  }
  for (const auto& [name, value] : over.items()) {
    if (value.is_null()) {
      base.erase(name);
    } else if (base.contains(name)) {
      merge_value(base[name], value);
    } else {
      base[name] = value;
    }
  }
}

/// Drops the origins of the parts of a value that is replaced as a whole, such as a list.
void forget_below(Origins& origins, const std::string& prefix) {
  std::erase_if(origins, [&](const auto& o) { return o.first.starts_with(prefix); });
}

/// Drops the selection of models, which refers to the list that is being replaced.
void forget_selected(JsonText& config) {
  config.value.erase("selected");
  config.origins.erase("selected");
}

void merge(JsonText& base, const JsonText& over) {
  if (over.value.contains("models") && !over.value.contains("selected")) forget_selected(base);
  merge_value(base.value, over.value);
  for (const auto& [path, origin] : over.origins) forget_below(base.origins, path + "[");
  for (const auto& [path, origin] : over.origins) base.origins[path] = origin;
}

/// A path, also that of a table's recipe, is relative to the file that names it.
std::string path_from(const std::string& name, const std::string& path) {
  return (std::filesystem::path(name).parent_path() / path).lexically_normal().string();
}

JsonText place_recipe(const std::string& name, JsonText text) {
  const ordered_json::json_pointer at("/data/recipe");
  const bool given = is_path(name) && text.value.contains(at) && text.value[at].is_string();
  if (given) text.value[at] = path_from(name, text.value[at]);
  return text;
}

JsonText load(const std::string& name, std::set<std::string>& seen) {
  if (!seen.insert(name).second) {
    throw InputError(fmt::format("{}: extends itself", name));
  }
  JsonText text = experiment_of(place_recipe(name, read_one(name)));
  if (!text.value.is_object()) throw InputError(name + ": expected an object");
  if (text.value.value("schema", ordered_json()) == kTableSchema) refuse_recipe(name);
  if (is_path(name) && !text.value.contains("name")) {
    text.value["name"] = std::filesystem::path(name).stem().string();
  }
  if (!text.value.contains("extends")) return text;
  const ordered_json extends = text.value["extends"];
  const std::string at = origin_of(text.origins, "extends");
  if (!extends.is_string()) throw InputError(at + ": extends: expected a name or a path");
  text.value.erase("extends");
  std::string parent = extends;
  if (is_path(parent)) parent = path_from(name, parent);
  JsonText base;
  try {
    base = load(parent, seen);
  } catch (const FieldError&) {
    throw InputError(fmt::format("{}: extends: {}", at, unknown_experiment(parent)));
  } catch (const InputError& error) {
    throw InputError(fmt::format("{}: extends: {}", at, error.what()));
  }
  merge(base, text);
  return base;
}

/// If a model takes its size from one of `all` that is not `kept`, writes the reference into the
/// model itself, so that it does not depend on which other models run.
void keep_reference(ordered_json& model, const ordered_json& all,
                    const std::vector<std::string>& kept) {
  const std::string member = "match_parameters";
  if (!model.is_object() || !model.contains(member) || !model[member].is_string()) return;
  const std::string label = model[member];
  if (std::ranges::find(kept, label) != kept.end()) return;
  const auto listed = find_label(all, label);
  // A name refers to the model with its defaults, also if that one is itself matched (see
  // match_models).
  if (listed == all.end() || listed->is_string() || listed->contains(member)) return;
  if (!listed->contains("label") && !listed->contains("options")) return;
  ordered_json reference = {{"model", listed->at("model")}};
  if (listed->contains("options")) reference["options"] = listed->at("options");
  model[member] = reference;
}

}  // namespace

JsonText load_configuration(const std::string& name_or_path) {
  std::set<std::string> seen;
  return load(name_or_path, seen);
}

void override_member(JsonText& config, const std::string& path, ordered_json value,
                     const std::string& origin) {
  if (path.empty() || ("." + path + ".").find("..") != std::string::npos) {
    throw InputError(fmt::format(
        "{}: found the path '{}'; expected names separated by dots, such as training.batch", origin,
        path));
  }
  if (path.starts_with("models.") || path.starts_with("models[")) {
    override_model_member(config, path, std::move(value), origin);
    return;
  }
  ordered_json* at = &config.value;
  std::string rest = path;
  for (auto dot = rest.find('.'); dot != std::string::npos; dot = rest.find('.')) {
    at = &(*at)[rest.substr(0, dot)];
    rest = rest.substr(dot + 1);
    if (at->is_null()) {
      // Created for the member below, which errors then name.
      const std::string above = path.substr(0, path.size() - rest.size() - 1);
      config.origins[above] = fmt::format("{} {}", origin, path);
    } else if (!at->is_object()) {
      throw InputError(
          fmt::format("{}: {}: there is no member '{}' in {}", origin, path, rest, at->dump()));
    }
  }
  (*at)[rest] = std::move(value);
  // Unless the same flag selected: both then refer to this list.
  if (path == "models" && origin_of(config.origins, "selected") != origin) forget_selected(config);
  forget_below(config.origins, path + "[");
  forget_below(config.origins, path + ".");
  config.origins[path] = origin;
  if (!path.starts_with("training.") || !config.value.contains("models")) return;
  for (ordered_json& model : config.value["models"]) {
    erase_member(model, path);
    erase_at_settings(model, path);
  }
}

void apply_paper(JsonText& config) {
  if (!config.value.contains("paper")) {
    throw FieldError("paper",
                     fmt::format("{} has no member \"paper\", a fuller protocol; expected an "
                                 "experiment that does, such as synthetic",
                                 origin_of(config.origins, "")));
  }
  const JsonText paper = part_of(config, "paper");
  if (!paper.value.is_object()) {
    throw InputError(fmt::format("{}: paper: found {}; expected an object",
                                 origin_of(config.origins, "paper"), paper.value.dump()));
  }
  merge(config, paper);
}

void select_models(JsonText& config, const std::vector<std::string>& labels, std::string origin) {
  ordered_json& value = config.value;
  naming_origins(config.origins, [&] { check_models(value); });
  std::vector<std::string> wanted = labels;
  if (wanted.empty() && value.contains("selected")) {
    origin = origin_of(config.origins, "selected");
    const ordered_json& selected = value["selected"];
    if (!selected.is_array() || !std::all_of(selected.begin(), selected.end(),
                                             [](const auto& name) { return name.is_string(); })) {
      throw InputError(fmt::format("{}: selected: found {}; expected a list of model labels",
                                   origin, selected.dump()));
    }
    wanted = selected;
  }
  value.erase("selected");
  if (wanted.empty() || !value.contains("models") || !value["models"].is_array()) return;
  ordered_json chosen = ordered_json::array();
  Origins origins;
  std::set<std::string> seen;
  for (const std::string& label : wanted) {
    if (!seen.insert(label).second) {
      throw InputError(
          fmt::format("{}: found '{}' twice; expected each model once", origin, label));
    }
    const ordered_json& all = value["models"];
    const auto found = find_label(all, label);
    if (found == all.end()) {
      try {
        find_model(label, origin);
      } catch (const FieldError& error) {
        throw InputError(error.what());
      }
      chosen.push_back({{"model", label}});
      continue;
    }
    // Members keep their lines, under their new position in the list.
    const std::string from = fmt::format("models[{}]", found - all.begin());
    const std::string to = fmt::format("models[{}]", chosen.size());
    for (const auto& [path, at] : config.origins) {
      if (path.starts_with(from)) origins[to + path.substr(from.size())] = at;
    }
    chosen.push_back(*found);
    keep_reference(chosen.back(), all, wanted);
  }
  value["models"] = chosen;
  std::erase_if(config.origins, [](const auto& o) { return o.first.starts_with("models["); });
  config.origins.merge(origins);
}

Experiment resolve(const JsonText& config) {
  return naming_origins(config.origins, [&] {
    ordered_json value = config.value;
    value.erase("paper");
    Experiment experiment = read_experiment(value);
    experiment.data_options =
        find_data_set(experiment.data_set, "data.set").resolve(experiment.data_options);
    return experiment;
  });
}

Prepared prepare(const JsonText& config, const std::string& data_dir) {
  Prepared prepared{resolve(config), nullptr};
  naming_origins(config.origins, [&] {
    Experiment& experiment = prepared.experiment;
    prepared.data = find_data_set(experiment.data_set, "data.set")
                        .open(experiment.data_options, experiment.seed, data_dir);
    check_settings(experiment, *prepared.data);
    check_training(experiment, prepared.data->problem(0));
    match_models(experiment, prepared.data->problem(0));
  });
  return prepared;
}

}  // namespace mmoe
