// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/groups.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "experiment/trials/rounded.h"
#include "math/calibration.h"
#include "math/metrics.h"
#include "statistics/row_blocks.h"

namespace mmoe {
namespace {

/// One task's labelled rows.
struct LabelledRows {
  std::vector<float> labels, probabilities;
  std::vector<double> scores;
  std::vector<std::uint8_t> by_rows, by_groups;  // the block of each
};

LabelledRows labelled_rows(const std::vector<float>& outputs, const std::vector<float>& labels,
                           std::span<const std::int32_t> groups) {
  LabelledRows rows;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (std::isnan(labels[i])) continue;
    rows.by_rows.push_back(static_cast<std::uint8_t>(rows.labels.size() % kRowBlocks));
    rows.by_groups.push_back(
        static_cast<std::uint8_t>(static_cast<std::size_t>(groups[i]) % kRowBlocks));
    rows.scores.push_back(outputs[i]);
    rows.probabilities.push_back(outputs[i]);
    rows.labels.push_back(labels[i]);
  }
  to_probabilities(rows.probabilities);
  return rows;
}

void add_blocks(const std::string& task, const LabelledRows& rows, TrialRecord& record) {
  const std::vector<double> labels(rows.labels.begin(), rows.labels.end());
  const std::vector<double> probabilities(rows.probabilities.begin(), rows.probabilities.end());
  const auto add = [&](const char* metric, const char* of,
                       const std::optional<std::vector<double>>& blocks) {
    if (blocks) record.test_blocks.push_back({task, metric, of, rounded(*blocks)});
  };
  for (const auto& [of, block] :
       {std::pair(kOfRows, &rows.by_rows), std::pair(kOfGroups, &rows.by_groups)}) {
    add("auc", of, auc_blocks(rows.scores, labels, *block));
    add("r2", of, r_squared_blocks(probabilities, labels, *block));
  }
}

void add_reliability(const std::string& task, const LabelledRows& rows, TrialRecord& record) {
  Reliability found{task, {}, {}};
  for (const CalibrationBin& bin : calibration_bins(rows.probabilities, rows.labels)) {
    found.predicted.push_back(rounded(bin.predicted));
    found.observed.push_back(rounded(bin.observed));
  }
  if (!found.predicted.empty()) record.reliability.push_back(std::move(found));
}

/// From [K][n][deciles] to a list of deciles, as figures show them.
std::vector<Gates> by_decile(const GateDeciles& deciles) {
  std::vector<Gates> all;
  for (std::size_t d = 0; !deciles.empty() && d < deciles[0][0].size(); ++d) {
    Gates& of_decile = all.emplace_back();
    for (const auto& task : deciles) {
      std::vector<double>& row = of_decile.emplace_back();
      for (const auto& expert : task) row.push_back(rounded(expert[d]));
    }
  }
  return all;
}

}  // namespace

void add_what_groups_tell(const TrainingResult& result, const Problem& problem,
                          std::span<const std::int32_t> groups, TrialRecord& record) {
  if (groups.empty()) return;
  for (std::size_t k = 0; k < result.outputs.size(); ++k) {
    if (problem.tasks[k].kind != TaskKind::kBinary) continue;
    const LabelledRows rows = labelled_rows(result.outputs[k], result.labels[k], groups);
    add_blocks(problem.tasks[k].name, rows, record);
    add_reliability(problem.tasks[k].name, rows, record);
  }
  record.gate_deciles = by_decile(result.gate_deciles);
}

}  // namespace mmoe
