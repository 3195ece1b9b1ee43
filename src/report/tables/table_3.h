// SPDX-License-Identifier: Apache-2.0
// Table 3 of the paper beside ours: AUC and R^2 of both tasks of a recommender's log.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "report/tables/table.h"
#include "results/metric.h"
#include "results/result_reader.h"

namespace mmoe {

/// A data set that stands beside the paper's Table 3.
struct Table3Log {
  const char* data_set;
  const char* title;
  const char* engagement;  // the task of the paper's table, which has no numbers of the other one
  bool has_optimum;        // whether the best possible predictions are known
};

/// The paper's baseline, from which differences are.
inline constexpr const char* kTable3Baseline = "shared-bottom";

/// Returns the log that a result is of; null if of another data set.
const Table3Log* table_3_log(const Result& result);

/// A row per model: medians over runs on the test set, or a further one, and of engagement the
/// paper's numbers after all its steps. Where the optimum is known also the share of what the best
/// possible prediction gains, and last, that prediction on the same test rows, and by the law of
/// the data.
Table table_3(const Result& result, const nlohmann::ordered_json& setting,
              const std::string& split = kTestSplit);

/// A row per model but Shared-Bottom, the paper's baseline: median difference from it, paired by
/// run, with its interval, and the sign test's p after Holm's correction over the table. Empty
/// where fewer than two runs are paired.
std::optional<Table> table_3_differences(const Result& result,
                                         const nlohmann::ordered_json& setting,
                                         const std::string& split = kTestSplit);

/// A row per model but Shared-Bottom, task and metric: the mean difference from it on the same test
/// rows, with the error of each source (results/difference_errors.h) and its p after Holm's
/// correction over the table. Empty where trials keep no blocks of test rows.
std::optional<Table> table_3_errors(const Result& result, const nlohmann::ordered_json& setting);

/// A row per model: engagement's validation AUC after a third, two thirds and all of the steps,
/// beside the paper's test AUC after 2, 4 and 6 million. Empty where no curve has these points.
std::optional<Table> table_3_checkpoints(const Result& result,
                                         const nlohmann::ordered_json& setting);

}  // namespace mmoe
