// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/model_sink.h"

#include <fmt/format.h>

#include <cctype>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/read_file.h"
#include "experiment/trials/identity.h"
#include "experiment/trials/signature.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".safetensors";

/// A part of a path; other characters as %XX, so that different names stay different.
std::string as_file_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view("=-_+").find(c) != std::string_view::npos ||
                       (c == '.' && !name.empty());
    name += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return name;
}

nlohmann::ordered_json describe_metrics(const TrialRecord& record) {
  nlohmann::ordered_json metrics = nlohmann::ordered_json::array();
  for (const TrialMetric& metric : record.metrics) {
    if (metric.split != "validation") continue;
    metrics.push_back(
        {{"task", metric.task}, {"metric", metric.metric}, {"value", or_null(metric.value)}});
  }
  return metrics;
}

nlohmann::ordered_json describe_trial(const Prepared& prepared, const TrialEvent& event,
                                      const std::string& identity) {
  const TrialRecord& record = event.record;
  return {{"experiment", prepared.experiment.name},
          {"key", record.key},
          {"data",
           {{"set", prepared.experiment.data_set},
            {"identity", prepared.data->identity(event.trial.setting)}}},
          {"setting", record.setting},
          {"learning_rate", record.learning_rate},
          {"run", record.run},
          {"seed", record.seed},
          {"selected_step", record.selected_step},
          {"training", spec_of(prepared.experiment, event.trial).training.write()},
          {"validation", describe_metrics(record)},
          {"identity", identity}};
}

void write_model(const fs::path& place, const SavedModel& model) {
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  if (error) {
    throw RunError(
        fmt::format("{}: cannot be made: {}", place.parent_path().string(), error.message()));
  }
  write_file_atomically(place, model_file_bytes(model), kModelFile);
}

}  // namespace

ModelSink::ModelSink(const Options& options, const Prepared& prepared,
                     const std::vector<Trial>& trials)
    : options_(options), prepared_(prepared) {
  if (!is_open()) return;
  std::set<std::size_t> settings;
  for (const Trial& trial : trials) {
    settings.insert(trial.setting);
    if (!options_.folder.empty()) check_replaceable(place_of(trial), kModelFile);
  }
  for (const std::size_t setting : settings) row_form_of(*prepared.data, setting);
  signatures_ = model_signatures(prepared.experiment);
}

fs::path ModelSink::place_of(const Trial& trial) const {
  const std::string& label = spec_of(prepared_.experiment, trial).label;
  const fs::path folder = options_.folder / as_file_name(label);
  const std::string setting = as_file_name(setting_key(prepared_.data->settings()[trial.setting]));
  if (options_.which == SaveModels::kBest) return folder / (setting + kExtension);
  return folder / setting / fmt::format("lr={}", trial.learning_rate) /
         fmt::format("run={}{}", trial.run, kExtension);
}

std::string ModelSink::identity_of(const Trial& trial) const {
  return trial_identity(prepared_.experiment, *prepared_.data, trial, signatures_);
}

bool ModelSink::has(const Trial& trial) const {
  if (options_.which != SaveModels::kAll || !fs::exists(place_of(trial))) return false;
  try {
    return read(trial).trial.value("identity", "") == identity_of(trial);
  } catch (const InputError&) {
    return false;  // it is damaged, and is written again
  }
}

SavedModel ModelSink::read(const Trial& trial) const {
  const std::string place = place_of(trial).string();
  return parse_model_file(read_whole_file(place), place);
}

SavedModel ModelSink::saved(const TrialEvent& event) const {
  const ModelSpec& spec = spec_of(prepared_.experiment, event.trial);
  return {.entry = spec.entry,
          .options = spec.options,
          .problem = prepared_.data->problem(event.trial.setting),
          .rows = row_form_of(*prepared_.data, event.trial.setting),
          .trial = describe_trial(prepared_, event, identity_of(event.trial)),
          .theta = event.training->selected};
}

/// Ties go to the key that is first, so that the order in which trials finish does not matter.
void ModelSink::add(const TrialEvent& event) {
  if (!is_open() || event.training == nullptr || !event.record.objective) return;
  const fs::path place = place_of(event.trial);
  if (options_.which == SaveModels::kAll) return write_model(place, saved(event));
  const auto [best, is_first] = best_.try_emplace(place);
  const std::tuple found(*event.record.objective, event.record.key);
  if (!is_first && found >= std::tie(best->second.objective, best->second.key)) return;
  best->second = {*event.record.objective, event.record.key, saved(event)};
}

const SavedModel* ModelSink::best(const Trial& trial) const {
  const auto found = best_.find(place_of(trial));
  return found == best_.end() ? nullptr : &found->second.model;
}

void ModelSink::commit() const {
  for (const auto& [place, best] : best_) write_model(place, best.model);
}

}  // namespace mmoe
