// SPDX-License-Identifier: Apache-2.0
// Formats Tables 1 and 2 for the terminal: our AUC on Census-income next to the paper's.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Returns one line per model, of at most `width` letters; empty for settings other than the
/// paper's groups.
std::string paper_table(const Result& result, const nlohmann::ordered_json& setting,
                        std::size_t width);

}  // namespace mmoe
