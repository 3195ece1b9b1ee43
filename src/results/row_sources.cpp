// SPDX-License-Identifier: Apache-2.0
#include "results/row_sources.h"

#include <algorithm>

#include "results/runs.h"
#include "statistics/or_null.h"
#include "statistics/paired.h"
#include "statistics/row_blocks.h"
#include "statistics/sample.h"

namespace mmoe {

std::optional<AucOfRun> auc_of_run(const TrialRecord& trial, const std::string& task) {
  const auto auc = metric_of(trial, "auc", "test", task);
  const auto kept = std::ranges::find(trial.auc_blocks, task, &AucBlocks::task);
  if (!auc || kept == trial.auc_blocks.end() || kept->blocks.size() < 2) return {};
  return AucOfRun{*auc, kept->blocks};
}

AucRuns auc_runs(const std::vector<const TrialRecord*>& trials, const std::string& task) {
  AucRuns runs;
  for (const TrialRecord* trial : trials) {
    if (!metric_of(*trial, "auc", "test", task)) continue;
    auto found = auc_of_run(*trial, task);
    if (!found) return {};
    runs[{trial->seed, trial->run}] = std::move(*found);
  }
  return runs;
}

bool keeps_blocks(const Result& result) {
  return std::ranges::any_of(result.trials,
                             [](const TrialRecord& trial) { return !trial.auc_blocks.empty(); });
}

std::optional<TwoSources> row_sources(const AucRuns& runs) {
  if (runs.size() < 2) return {};
  const auto n = static_cast<double>(runs.size());
  std::vector<double> aucs;
  std::vector<double> blocks(runs.begin()->second.blocks.size(), 0.0);
  for (const auto& [id, run] : runs) {
    if (run.blocks.size() != blocks.size()) return {};
    aucs.push_back(run.auc);
    for (std::size_t b = 0; b < blocks.size(); ++b) blocks[b] += run.blocks[b] / n;
  }
  const double of_file = block_variance(blocks) / (1 + 1 / n);
  return two_sources(aucs, of_file, static_cast<double>(blocks.size() - 1));
}

std::optional<TwoSources> row_sources(const AucRuns& a, const AucRuns& b) {
  AucRuns differences_by_run;
  for (const auto& [id, run] : a) {
    const auto other = b.find(id);
    if (other == b.end() || other->second.blocks.size() != run.blocks.size()) continue;
    differences_by_run[id] = {run.auc - other->second.auc,
                              differences(run.blocks, other->second.blocks)};
  }
  return row_sources(differences_by_run);
}

nlohmann::ordered_json to_json(const std::optional<TwoSources>& sources) {
  if (!sources) return nullptr;
  return {{"mean", sources->center},  {"se_runs", sources->runs},
          {"se_rows", sources->rows}, {"se", sources->total},
          {"dof", sources->dof},      {"ci95", or_null(std::optional(sources->ci95))}};
}

}  // namespace mmoe
