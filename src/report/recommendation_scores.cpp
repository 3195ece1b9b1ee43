// SPDX-License-Identifier: Apache-2.0
#include "report/recommendation_scores.h"

#include "results/runs.h"

namespace mmoe {

using nlohmann::ordered_json;

RecommendationScore recommendation_score(const std::vector<const TrialRecord*>& trials,
                                         const ScoredMetric& metric, const std::string& task,
                                         const std::string& split) {
  std::vector<double> shares;
  for (const TrialRecord* trial : trials) {
    const auto score = metric_of(*trial, metric.name, split, task);
    const auto optimum = metric_of(*trial, metric.optimum, split, task);
    if (!score || !optimum || *optimum <= metric.nothing) continue;
    shares.push_back((*score - metric.nothing) / (*optimum - metric.nothing));
  }
  return {.score = summarise(test_values(trials, metric.name, task, split)),
          .share = summarise(shares),
          .optimum = summarise(test_values(trials, metric.optimum, task, split))};
}

std::optional<double> best_by_law(const Result& result, const ordered_json& setting,
                                  const std::string& task, const std::string& metric) {
  if (setting.empty()) return std::nullopt;
  const auto point = setting.begin();
  for (const ordered_json& known : result.data.value("points", ordered_json::array())) {
    if (known.value(point.key(), ordered_json()) != *point) continue;
    for (const ordered_json& of_task : known.value("tasks", ordered_json::array())) {
      if (of_task.value("task", "") != task || !of_task.contains("best_possible")) continue;
      return setting_number(of_task["best_possible"], metric.c_str());
    }
  }
  return std::nullopt;
}

}  // namespace mmoe
