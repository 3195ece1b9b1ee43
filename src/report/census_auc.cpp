// SPDX-License-Identifier: Apache-2.0
#include "report/census_auc.h"

#include "results/runs.h"

namespace mmoe {
namespace {

constexpr const char* kMetric = "auc";

}  // namespace

CensusAuc census_auc(const std::vector<const TrialRecord*>& trials,
                     const std::vector<std::string>& tasks) {
  CensusAuc auc;
  auc.main = summarise(test_values(trials, kMetric, tasks[0]));
  auc.auxiliary = summarise(test_values(trials, kMetric, tasks[1]));
  std::optional<double> best;
  for (const TrialRecord* trial : trials) {
    const auto validation = metric_of(*trial, kMetric, "validation", tasks[0]);
    if (!validation || (best && *validation <= *best)) continue;
    best = validation;
    auc.main_best = metric_of(*trial, kMetric, "test", tasks[0]);
    auc.auxiliary_best = metric_of(*trial, kMetric, "test", tasks[1]);
  }
  return auc;
}

std::optional<CensusGroup> census_group(const Result& result,
                                        const nlohmann::ordered_json& setting) {
  const auto group = setting_number(setting, "group");
  auto tasks = tasks_of(result, setting, kMetric);
  if (!group || tasks.size() != 2) return std::nullopt;
  return CensusGroup{static_cast<int>(*group), std::move(tasks)};
}

}  // namespace mmoe
