// SPDX-License-Identifier: Apache-2.0
// Comparisons of two results, for people and for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/tables/table.h"
#include "results/result_comparison.h"

namespace mmoe {

/// Returns one table per experiment.
std::vector<Table> comparison_tables(const ResultComparison& comparison);

/// Returns {schema, schema_version, tests, worse, experiments: [...], only_in_a, only_in_b}.
nlohmann::ordered_json to_json(const ResultComparison& comparison);

}  // namespace mmoe
