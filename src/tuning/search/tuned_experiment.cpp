// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/embedded.h"
#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "experiment/config/model_entry.h"
#include "experiment/config/overrides.h"
#include "tuning/search/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The position of the setting with that key; without a name, of the only one, or none.
std::optional<std::size_t> setting_named(const DataDescription& data, const std::string& name) {
  std::vector<std::string> keys;
  for (const Setting& setting : data.settings()) keys.push_back(setting_key(setting));
  if (name.empty()) return keys.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
  const auto found = std::ranges::find(keys, name);
  if (found == keys.end()) {
    throw FieldError("setting", fmt::format("found '{}'{}", name, hint(name, keys)));
  }
  return static_cast<std::size_t>(found - keys.begin());
}

/// Asks the data for one of its settings alone, where the setting's first member is one of the
/// data's options.
void keep_setting(ordered_json& experiment, const Setting& setting) {
  if (setting.empty()) return;
  const auto first = setting.begin();
  ordered_json& data = experiment["data"];
  if (data.contains(first.key()) && data[first.key()].is_array()) {
    data[first.key()] = ordered_json::array({first.value()});
  }
}

/// The setting that a study found; empty: the experiment's own.
std::optional<SearchPoint> found_setting(const StudyOutcome& outcome) {
  if (outcome.best) return outcome.candidates[*outcome.best].setting;
  const StudyTrial* best = nullptr;
  for (const StudyTrial& trial : outcome.study.trials()) {
    if (!trial.objective) continue;
    if (best == nullptr || *trial.objective < *best->objective) best = &trial;
  }
  if (best == nullptr) {
    throw InputError(fmt::format(
        "{}, {}: no trial of its search has a result yet; expected a setting of which all models "
        "have one, named by --setting",
        outcome.study.tuned().label, outcome.study.setting_key()));
  }
  return best->proposal.setting;
}

/// Sets what a study found: for its setting of the data alone where the experiment has several.
void set_found(JsonText& config, const StudyOutcome& study, const std::string& at) {
  const auto found = found_setting(study);
  if (!found) return;
  const std::string& label = study.study.tuned().label;
  const PathValues values = study.study.tuned().values(*found);
  if (at.empty()) {
    for (const auto& [path, value] : values) {
      override_member(config, fmt::format("models.{}.{}", label, path), value, "tuning");
    }
    return;
  }
  ordered_json& models = config.value["models"];
  ordered_json& entry =
      models[static_cast<std::size_t>(find_label(models, label) - models.cbegin())];
  if (entry.is_string()) entry = ordered_json{{"model", entry}};
  for (const auto& [path, value] : values) set_option(entry["at"][at], path, value, label);
}

bool is_built_in(const std::string& name) {
  return std::ranges::any_of(built_in_experiments(),
                             [&](const EmbeddedFile& file) { return file.name == name; });
}

}  // namespace

ordered_json tuned_experiment(const TuningOutcome& outcome, const std::string& setting) {
  const auto chosen = setting_named(*outcome.data, setting);
  const std::vector<Setting> settings = outcome.data->settings();
  JsonText whole{outcome.config, {}};
  for (const StudyOutcome& study : outcome.studies) {
    const std::size_t own = study.study.setting();
    if (chosen && own != *chosen) continue;
    set_found(whole, study, chosen ? "" : study.study.setting_key());
  }
  const std::string name = outcome.experiment.name + "-tuned";
  ordered_json tuned = {{"name", name}};
  tuned.update(without_tuning(whole).value);
  tuned["name"] = name;
  if (chosen) keep_setting(tuned, settings[*chosen]);
  const std::string original = outcome.config.value("name", "");
  if (!is_built_in(original) || load_configuration(original).value != outcome.config) return tuned;
  ordered_json extending = {{"extends", original}, {"name", name}, {"tuning", nullptr}};
  for (const char* member : {"data", "models"}) extending[member] = tuned[member];
  return extending;
}

}  // namespace mmoe
