// SPDX-License-Identifier: Apache-2.0
// Tables 1 and 2 on the terminal: our AUC on Census-income with the paper's beside it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Returns a line a model; empty for settings that are none of the paper's groups.
std::string paper_table(const Result& result, const nlohmann::ordered_json& setting);

}  // namespace mmoe
