// SPDX-License-Identifier: Apache-2.0
// The table that a run prints: one block per setting, one line per model.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/tables/text_table.h"
#include "results/result_reader.h"

namespace mmoe {

/// After a line that says what ran, by setting: size, cost, and median, its 95 % interval and mean
/// of each task's headline metric on the test set (sd for at most two tasks), and how many runs
/// diverged; the same of further sets of test examples (further_tests.h); on Census-income,
/// recommendation and KuaiRand the paper's numbers (paper_table.h, table_3.h); and what each model
/// differs from the first one (pair_table.h). `result`: the file but for its trials; `read`: all of
/// it. Folded to lines of `width` letters.
std::string result_table(const nlohmann::ordered_json& result, const Result& read,
                         std::size_t width = kTextWidth);

}  // namespace mmoe
