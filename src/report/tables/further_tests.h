// SPDX-License-Identifier: Apache-2.0
// What models score on a further set of test examples, such as random exposures.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "report/tables/table.h"
#include "results/result_reader.h"

namespace mmoe {

/// A row per model: the headline metric of each task on `split`, a further set of test examples at
/// a setting; medians over runs.
Table further_test_table(const Result& result, const nlohmann::ordered_json& setting,
                         const std::string& split);

}  // namespace mmoe
