// SPDX-License-Identifier: Apache-2.0
// Metrics of a binary task by what is known of the test examples beyond what models read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "data/example_facts.h"
#include "training/evaluation.h"

namespace mmoe {

/// Ranks that NDCG looks at.
inline constexpr int kNdcgRanks = 5;

class FactsMetrics {
 public:
  /// What is the same of all models is computed here. `held_out` must outlive it.
  FactsMetrics(const HeldOut& held_out, const ExampleFacts& facts);

  /// With groups (math/grouped_metrics.h): group_auc, weighted by rows; group_auc_unweighted; their
  /// coverage group_auc_rows and group_auc_groups; ndcg_5 and its coverage ndcg_5_groups. With
  /// probabilities: optimum_auc and optimum_r2, of the predictor that knows them, on these very
  /// labels. Rows without a label are left out. Empty for a regression task.
  std::vector<MetricValue> of(const Predictions& predictions, std::size_t task) const;

  /// Whether the examples have groups.
  bool of_groups() const { return of_groups_; }

 private:
  struct OfTask {
    std::optional<std::vector<std::int32_t>> groups = {};  // of the rows whose label is known
    std::vector<MetricValue> optimum = {};
  };

  const HeldOut& held_out_;
  bool of_groups_;
  std::vector<OfTask> tasks_;  // regression tasks have nothing
};

}  // namespace mmoe
