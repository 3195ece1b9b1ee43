// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/experiment.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/characters.h"
#include "base/error.h"
#include "base/seed.h"
#include "base/utf8.h"
#include "models/match.h"
#include "training/selection.h"

namespace mmoe {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

const ordered_json& member(const ordered_json& config, const char* name) {
  if (!config.contains(name)) throw FieldError(name, "missing");
  return config[name];
}

TrainingOptions training_of(const ordered_json& config) {
  return read_training({}, config.value("training", ordered_json::object()), "training");
}

struct Header {
  std::string name = "experiment", title, description;
  std::int64_t runs = 1, pilot_runs = 0, seed = 1;

  Fields fields() {
    Fields f;
    f.add("name", name, "name of the experiment and of its result file");
    f.add("title", title, "one-line title");
    f.add("description", description, "what is compared, and why");
    f.add("runs", runs, "number of independent draws of data and initialisation", {1, 1e9});
    f.add(
        "pilot_runs", pilot_runs,
        "runs of their own, not reported, on which each model's learning rate is chosen; 0: it is "
        "chosen on the reported runs",
        {0, 1000});
    f.add("seed", seed, "seed of all random numbers", {0, static_cast<double>(kLargestSeed)});
    return f;
  }
};

Index paper_count(const ModelEntry& entry, const json& options, const Problem& problem) {
  return entry.make_float(options, problem)->layout().paper_count();
}

/// Returns the parameter count of the model that `spec` takes its size from.
Index count_to_match(const Experiment& experiment, const ModelSpec& spec, const std::string& where,
                     const Problem& problem) {
  const bool by_label = spec.match_options.is_null();
  const auto listed = std::ranges::find_if(experiment.models, [&](const ModelSpec& s) {
    return by_label && s.label == spec.match_parameters && s.match_parameters.empty();
  });
  if (listed != experiment.models.end()) {
    return paper_count(*listed->entry, listed->options, problem);
  }
  // Not among the models compared: the registered model with its defaults, which are the paper's
  // sizes.
  return paper_count(find_model(spec.match_parameters, where),
                     by_label ? json::object() : json(spec.match_options), problem);
}

ordered_json match_json(const ModelSpec& spec) {
  if (spec.match_options.is_null()) return spec.match_parameters;
  return {{"model", spec.match_parameters}, {"options", spec.match_options}};
}

/// Refuses a name before anything is trained that could not name the files made of it.
void check_name(const std::string& name) {
  // Files of a report append the names of an exhibit and a format.
  constexpr std::size_t kLongestName = 200;  // bytes, of the 255 that file systems allow
  if (name.empty() || name[0] == '.' || name.find('/') != std::string::npos) {
    throw FieldError("name", fmt::format("found '{}'; expected a valid file name: not empty, no "
                                         "'/' and no dot at its start",
                                         name));
  }
  if (!is_utf8(name) || has_controls(name)) {
    throw FieldError("name",
                     fmt::format("found '{}'; expected UTF-8 without control characters; "
                                 "\"name\" gives an experiment another name than its file's",
                                 name));
  }
  if (name.size() > kLongestName) {
    throw FieldError("name", fmt::format("found {} bytes; expected at most {}, so that it can name "
                                         "files",
                                         name.size(), kLongestName));
  }
}

void check_training_of(const ModelSpec& spec, const std::string& where, const Problem& problem) {
  spec.training.check(problem, where);
  if (spec.training.optimiser.tables == "dense") return;
  if (spec.entry->make_float(spec.options, problem)->penalises_all_rows()) {
    throw FieldError(where + ".optimiser.tables",
                     fmt::format("found '{}', but the penalty of {} pulls at all rows of the "
                                 "tables; expected 'dense' for this model",
                                 spec.training.optimiser.tables, spec.entry->name));
  }
}

}  // namespace

ordered_json describe_header() { return Header().fields().describe(); }

void check_models(const ordered_json& config) {
  if (config.contains("models")) read_models(config["models"], training_of(config));
}

Experiment read_experiment(const ordered_json& config) {
  if (!config.is_object()) throw InputError("found " + config.dump() + "; expected an object");
  Header header;
  Fields fields = header.fields();
  ordered_json head = ordered_json::object();
  const std::vector<std::string> sections = {"data", "training", "models", "live"};
  for (const auto& [name, value] : config.items()) {
    if (std::find(sections.begin(), sections.end(), name) == sections.end()) head[name] = value;
  }
  const auto known = fields.names();
  for (const auto& [name, value] : head.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      auto names = known;
      names.insert(names.end(), sections.begin(), sections.end());
      throw FieldError(name, "unknown field" + hint(name, names));
    }
  }
  fields.read(head, "");
  check_name(header.name);
  Experiment e;
  e.name = header.name;
  e.title = header.title;
  e.description = header.description;
  e.runs = header.runs;
  e.pilot_runs = header.pilot_runs;
  e.seed = static_cast<std::uint64_t>(header.seed);
  e.live = config.value("live", ordered_json());
  e.data_options = member(config, "data");
  if (!e.data_options.is_object() || !e.data_options.contains("set") ||
      !e.data_options["set"].is_string()) {
    throw FieldError("data.set", "missing; expected the name of a data set");
  }
  e.data_set = e.data_options["set"];
  e.data_options.erase("set");
  e.training = training_of(config);
  e.models = read_models(member(config, "models"), e.training);
  return e;
}

ordered_json Experiment::to_json() const {
  ordered_json data = {{"set", data_set}};
  data.update(data_options);
  ordered_json list = ordered_json::array();
  for (const ModelSpec& spec : models) {
    ordered_json model = {{"model", spec.entry->name}};
    if (spec.label != spec.entry->name) model["label"] = spec.label;
    if (!spec.match_parameters.empty()) model["match_parameters"] = match_json(spec);
    model["options"] = spec.options;
    // Writes only what differs from the experiment's options, so that a reader sees what is
    // special.
    const ordered_json own = spec.training.write();
    const ordered_json common = training.write();
    for (const auto& [name, value] : own.items()) {
      if (value != common[name]) model["training"][name] = value;
    }
    if (!spec.at.is_null()) model["at"] = spec.at;
    list.push_back(model);
  }
  ordered_json json = {{"name", name},
                       {"title", title},
                       {"description", description},
                       {"data", data},
                       {"training", training.write()},
                       {"models", list},
                       {"runs", runs}};
  if (pilot_runs > 0) json["pilot_runs"] = pilot_runs;  // without it a result is as ever
  json["seed"] = seed;
  if (!live.is_null()) json["live"] = live;
  return json;
}

void match_models(Experiment& experiment, const Problem& problem) {
  for (std::size_t i = 0; i < experiment.models.size(); ++i) {
    ModelSpec& spec = experiment.models[i];
    if (spec.match_parameters.empty()) continue;
    const Index target =
        count_to_match(experiment, spec, fmt::format("models[{}].match_parameters", i), problem);
    spec.options = match_width(*spec.entry, spec.options, problem, target);
  }
}

void check_training(const Experiment& experiment, const Problem& problem) {
  for (std::size_t i = 0; i < experiment.models.size(); ++i) {
    const ModelSpec& spec = experiment.models[i];
    const bool own = spec.training.write() != experiment.training.write();
    const std::string where = fmt::format("models[{}]", i);
    check_training_of(spec, own ? where + ".training" : "training", problem);
    for (const auto& [key, _] : spec.at.items()) {
      check_training_of(spec_at(spec, key), fmt::format("{}.at.{}.training", where, key), problem);
    }
  }
}

ordered_json without_matched_widths(ordered_json experiment) {
  for (ordered_json& model : experiment.at("models")) {
    if (!model.contains("match_parameters") || !model.contains("options")) continue;
    model["options"].erase(find_model(model.at("model"), "models").width_option);
  }
  return experiment;
}

}  // namespace mmoe
