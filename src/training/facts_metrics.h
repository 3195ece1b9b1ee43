// SPDX-License-Identifier: Apache-2.0
// Metrics of a binary task by what is known of the test examples beyond what models read.
#pragma once

#include <vector>

#include "data/example_facts.h"
#include "training/evaluation.h"

namespace mmoe {

/// Ranks that NDCG looks at.
inline constexpr int kNdcgRanks = 5;

/// With groups (math/grouped_metrics.h): group_auc, weighted by rows; group_auc_unweighted; their
/// coverage group_auc_rows and group_auc_groups; ndcg_5 and its coverage ndcg_5_groups. With
/// probabilities: optimum_auc and optimum_r2, of the predictor that knows them, on these very
/// labels. Rows without a label are left out. Empty for a regression task.
std::vector<MetricValue> facts_metrics(const HeldOut& held_out, const ExampleFacts& facts,
                                       const Predictions& predictions, std::size_t task);

}  // namespace mmoe
