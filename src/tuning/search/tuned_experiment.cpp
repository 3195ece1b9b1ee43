// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/embedded.h"
#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "experiment/config/model_entry.h"
#include "tuning/search/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The position of the setting with that key.
std::size_t setting_named(const DataDescription& data, const std::string& name) {
  std::vector<std::string> keys;
  for (const Setting& setting : data.settings()) keys.push_back(setting_key(setting));
  if (name.empty() && keys.size() == 1) return 0;
  const auto found = std::ranges::find(keys, name);
  if (found == keys.end()) {
    throw FieldError("setting", name.empty() ? fmt::format("the search has {} settings{}",
                                                           keys.size(), hint("", keys))
                                             : fmt::format("found '{}'{}", name, hint(name, keys)));
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
    throw InputError(
        fmt::format("{}: no trial of its search has a result yet", outcome.study.tuned().label));
  }
  return best->proposal.setting;
}

bool is_built_in(const std::string& name) {
  return std::ranges::any_of(built_in_experiments(),
                             [&](const EmbeddedFile& file) { return file.name == name; });
}

}  // namespace

ordered_json tuned_experiment(const TuningOutcome& outcome, const std::string& setting) {
  const std::size_t chosen = setting_named(*outcome.data, setting);
  JsonText whole{outcome.config, {}};
  for (const StudyOutcome& study : outcome.studies) {
    if (study.study.setting() != chosen) continue;
    const auto found = found_setting(study);
    if (!found) continue;
    for (const auto& [path, value] : study.study.tuned().values(*found)) {
      override_member(whole, fmt::format("models.{}.{}", study.study.tuned().label, path), value,
                      "tuning");
    }
  }
  const std::string name = outcome.experiment.name + "-tuned";
  ordered_json tuned = {{"name", name}};
  tuned.update(without_tuning(whole).value);
  tuned["name"] = name;
  keep_setting(tuned, outcome.data->settings()[chosen]);
  const std::string original = outcome.config.value("name", "");
  if (!is_built_in(original) || load_configuration(original).value != outcome.config) return tuned;
  ordered_json extending = {{"extends", original}, {"name", name}, {"tuning", nullptr}};
  for (const char* member : {"data", "models"}) extending[member] = tuned[member];
  return extending;
}

}  // namespace mmoe
