// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/model_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/characters.h"
#include "base/error.h"
#include "base/json_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The members of an entry of "models".
struct ModelMembers {
  std::string model, label, match_parameters;

  Fields fields() {
    Fields f;
    f.add("model", model, "name of the model");
    f.add("label", label, "name in keys and tables; needed if two entries are of the same model");
    f.add("match_parameters", match_parameters,
          "model to match in size: a label or name, or {model, options}");
    return f;
  }
};

/// Reads {model, options}: a model that is not compared, used only for its size.
void read_matched(ordered_json members, const std::string& where, ModelSpec& spec) {
  const ordered_json options = take_member(members, "options").value_or(ordered_json::object());
  Fields fields;
  fields.add("model", spec.match_parameters, "name of the model");
  fields.read(members, where);
  spec.match_options =
      find_model(spec.match_parameters, where + ".model").resolve(options, where + ".options");
}

/// Returns the model as `own`, {"options": ..., "training": ...}, says.
ModelSpec with_own(ModelSpec spec, ordered_json own, const std::string& where) {
  ordered_json options = spec.options;
  const ordered_json other = take_member(own, "options").value_or(ordered_json::object());
  if (other.is_object()) {
    options.update(other);
  } else {
    options = other;  // which is refused
  }
  const ordered_json training = take_member(own, "training").value_or(ordered_json::object());
  if (!own.is_object() || !own.empty()) {
    throw FieldError(where,
                     fmt::format("found {}; expected \"options\" and \"training\"", own.dump()));
  }
  spec.options = spec.entry->resolve(options, where + ".options");
  spec.training = read_training(spec.training, training, where + ".training");
  spec.at = {};
  return spec;
}

/// Checks what the model is on settings of the data.
void check_at(const ModelSpec& spec, const std::string& where) {
  if (spec.at.is_null()) return;
  if (!spec.at.is_object()) {
    throw FieldError(where, fmt::format("found {}; expected options by setting of the data, such "
                                        "as {{\"group=1\": {{\"options\": {{...}}}}}}",
                                        spec.at.dump()));
  }
  if (!spec.match_parameters.empty()) {
    throw FieldError(where, "a model that is matched in size is the same on all settings");
  }
  for (const auto& [key, own] : spec.at.items()) with_own(spec, own, where + "." + key);
}

ModelSpec read_model(const ordered_json& config, const TrainingOptions& training,
                     const std::string& where) {
  ordered_json members = config.is_string() ? ordered_json{{"model", config}} : config;
  const ordered_json options = take_member(members, "options").value_or(ordered_json::object());
  const ordered_json overrides = take_member(members, "training").value_or(ordered_json::object());
  take_member(members, "tune");  // read by src/tuning
  const auto at = take_member(members, "at");
  ordered_json matched;
  if (members.is_object() && members.value("match_parameters", ordered_json()).is_object()) {
    matched = *take_member(members, "match_parameters");
  }
  ModelMembers read;
  Fields fields = read.fields();
  fields.read(members, where);
  ModelSpec spec;
  spec.entry = &find_model(read.model, where + ".model");
  spec.label = read.label.empty() ? read.model : read.label;
  spec.match_parameters = read.match_parameters;
  if (!matched.is_null()) read_matched(matched, where + ".match_parameters", spec);
  spec.options = spec.entry->resolve(options, where + ".options");
  spec.training = read_training(training, overrides, where + ".training");
  if (at) spec.at = *at;
  check_at(spec, where + ".at");
  return spec;
}

/// What tables and figures call the model.
std::string shown_name(const ModelSpec& spec) {
  return spec.label == spec.entry->name ? spec.entry->title : spec.label;
}

/// Refuses labels that a reader could not tell from another, or a terminal would take for commands.
void check_label(const ModelSpec& spec, const std::string& where) {
  const std::string& label = spec.label;
  if (has_controls(label) || label.starts_with(' ') || label.ends_with(' ')) {
    throw FieldError(where,
                     fmt::format("found '{}'; expected no control characters and no blank at "
                                 "either end",
                                 label));
  }
  for (const ModelEntry& other : models()) {
    const bool is_other =
        lower_case(label) == other.name || lower_case(label) == lower_case(other.title);
    if (&other == spec.entry || !is_other) continue;
    throw FieldError(where, fmt::format("found '{}' for {}; expected a label that is not the name "
                                        "of another model",
                                        label, spec.entry->name));
  }
}

/// A model that differs on settings of the data has no size for another to match.
void check_references(const std::vector<ModelSpec>& specs) {
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (specs[i].match_parameters.empty() || !specs[i].match_options.is_null()) continue;
    const auto other = std::ranges::find(specs, specs[i].match_parameters, &ModelSpec::label);
    if (other == specs.end() || other->at.is_null()) continue;
    throw FieldError(
        fmt::format("models[{}].match_parameters", i),
        fmt::format("found '{}', which differs on settings of the data (\"at\"); expected a "
                    "model that does not, or {{\"model\": ..., \"options\": ...}}",
                    other->label));
  }
}

}  // namespace

TrainingOptions read_training(TrainingOptions options, ordered_json config,
                              const std::string& where) {
  if (config.is_object() && config.contains("optimiser")) {
    options.optimiser.fields().read(config["optimiser"], where + ".optimiser");
    config.erase("optimiser");
  }
  options.fields().read(config, where);
  if (options.patience > 0 && options.select == "last") {
    throw FieldError(where + ".patience", "early stopping needs select = \"best\"");
  }
  return options;
}

ModelSpec spec_at(ModelSpec spec, const std::string& setting_key) {
  if (spec.at.is_null()) return spec;
  const ordered_json own = spec.at.value(setting_key, ordered_json::object());
  const std::string where = "models." + spec.label;
  return with_own(std::move(spec), own, where);
}

ordered_json describe_model_members() { return ModelMembers().fields().describe(); }

std::vector<ModelSpec> read_models(const ordered_json& config, const TrainingOptions& training) {
  if (!config.is_array() || config.empty()) {
    throw FieldError("models", "found " + config.dump() + "; expected a list of models");
  }
  std::vector<ModelSpec> specs;
  for (std::size_t i = 0; i < config.size(); ++i) {
    const std::string where = fmt::format("models[{}]", i);
    ModelSpec spec = read_model(config[i], training, where);
    check_label(spec, where + ".label");
    if (std::any_of(specs.begin(), specs.end(),
                    [&](const ModelSpec& s) { return shown_name(s) == shown_name(spec); })) {
      throw FieldError(
          where, fmt::format("'{}' is listed twice; give one a label of its own", spec.label));
    }
    specs.push_back(std::move(spec));
  }
  check_references(specs);
  return specs;
}

}  // namespace mmoe
