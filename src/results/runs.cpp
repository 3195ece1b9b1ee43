// SPDX-License-Identifier: Apache-2.0
#include "results/runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/add_once.h"
#include "base/count_text.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

}  // namespace

std::vector<std::string> models_of(const Result& result) {
  std::vector<std::string> models;
  for (const ResultCell& cell : result.cells) add_once(models, cell.model);
  return models;
}

std::vector<ordered_json> settings_of(const Result& result) {
  std::vector<ordered_json> settings;
  for (const ResultCell& cell : result.cells) add_once(settings, cell.setting);
  return settings;
}

std::vector<std::string> tasks_of(const Result& result, const ordered_json& setting,
                                  const std::string& metric) {
  std::vector<std::string> tasks;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    for (const CellMetric& m : cell.metrics) {
      if (m.metric == metric) add_once(tasks, m.task);
    }
  }
  return tasks;
}

ordered_json model_entry(const Result& result, const std::string& label) {
  for (const ordered_json& entry : result.experiment.value("models", ordered_json::array())) {
    if (entry.value("label", entry.at("model").get<std::string>()) == label) return entry;
  }
  return ordered_json::object();
}

std::string model_of(const Result& result, const std::string& label) {
  return model_entry(result, label).value("model", label);
}

const ResultCell* find_cell(const Result& result, const std::string& model,
                            const ordered_json& setting) {
  const auto found =
      std::find_if(result.cells.begin(), result.cells.end(),
                   [&](const ResultCell& c) { return c.model == model && c.setting == setting; });
  return found == result.cells.end() ? nullptr : &*found;
}

std::vector<const TrialRecord*> trials_of(const Result& result, const ResultCell& cell) {
  std::vector<const TrialRecord*> trials;
  for (const TrialRecord& t : result.trials) {
    if (t.ok && t.model == cell.model && t.learning_rate == cell.learning_rate &&
        t.setting == cell.setting) {
      trials.push_back(&t);
    }
  }
  std::sort(trials.begin(), trials.end(),
            [](const auto* a, const auto* b) { return a->run < b->run; });
  return trials;
}

std::size_t diverged_runs(const Result& result, const ResultCell& cell) {
  return static_cast<std::size_t>(
      std::count_if(result.trials.begin(), result.trials.end(), [&](const TrialRecord& t) {
        return !t.ok && t.model == cell.model && t.learning_rate == cell.learning_rate &&
               t.setting == cell.setting;
      }));
}

std::string diverged_text(const Result& result, const ResultCell& cell) {
  const std::size_t count = diverged_runs(result, cell);
  if (count == 0) return "";
  return fmt::format("{} of {} diverged and {} left out", count,
                     counted(count + trials_of(result, cell).size(), "run"),
                     count == 1 ? "is" : "are");
}

std::optional<double> metric_of(const TrialRecord& trial, const std::string& metric,
                                const std::string& split, const std::string& task) {
  double sum = 0;
  int count = 0;
  for (const TrialMetric& m : trial.metrics) {
    if (m.metric != metric || m.split != split || (!task.empty() && m.task != task)) continue;
    if (!m.value) return std::nullopt;
    sum += *m.value;
    count += 1;
  }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::vector<double> test_values(const std::vector<const TrialRecord*>& trials,
                                const std::string& metric, const std::string& task,
                                const std::string& split) {
  std::vector<double> values;
  for (const TrialRecord* trial : trials) {
    if (const auto value = metric_of(*trial, metric, split, task)) values.push_back(*value);
  }
  return values;
}

std::vector<std::string> test_splits(const Result& result) {
  std::vector<std::string> splits = {kTestSplit};
  for (const ResultCell& cell : result.cells) {
    for (const CellMetric& metric : cell.metrics) {
      if (metric.split != kValidationSplit) add_once(splits, metric.split);
    }
  }
  return splits;
}

std::string headline_metric(const Result& result) {
  const auto has = [&](const char* name) {
    return std::ranges::any_of(result.cells, [&](const ResultCell& cell) {
      return std::ranges::find(cell.metrics, name, &CellMetric::metric) != cell.metrics.end();
    });
  };
  const auto found = std::ranges::find_if(kHeadlineMetrics, has);
  return found != std::end(kHeadlineMetrics) ? *found : "mse";
}

std::optional<double> setting_number(const ordered_json& setting, const char* name) {
  if (!setting.contains(name) || !setting[name].is_number()) return std::nullopt;
  return setting[name].get<double>();
}

std::optional<double> pearson_of(const Result& result, const ordered_json& setting) {
  if (const auto given = setting_number(setting, "pearson")) return given;
  // Data sets of files measure it: "groups", each with the setting's members.
  const auto point = setting.begin();
  for (const ordered_json& group : result.data.value("groups", ordered_json::array())) {
    if (setting.empty() || group.value(point.key(), ordered_json()) != *point) continue;
    if (!group.contains("pearson")) continue;
    const ordered_json& pearson = group["pearson"];
    if (pearson.is_object()) return setting_number(pearson, "train");
    return setting_number(group, "pearson");
  }
  return std::nullopt;
}

std::string runs_text(const Result& result) {
  const std::string metric = headline_metric(result);
  std::size_t least = SIZE_MAX;
  std::size_t most = 0;
  std::size_t all = 0;  // with those that diverged
  for (const ResultCell& cell : result.cells) {
    const std::size_t n = test_values(trials_of(result, cell), metric).size();
    least = std::min(least, n);
    most = std::max(most, n);
    const std::size_t diverged = diverged_runs(result, cell);
    if (diverged > 0) all = std::max(all, n + diverged);
  }
  const std::string text =
      least >= most ? fmt::format("{}", most) : fmt::format("{} to {}", least, most);
  return all > 0 ? fmt::format("{} of {}", text, all) : text;
}

std::string counted_runs(const Result& result) {
  const std::string text = runs_text(result);
  return text + (text == "1" || text.ends_with(" of 1") ? " run" : " runs");
}

}  // namespace mmoe
