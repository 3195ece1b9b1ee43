// SPDX-License-Identifier: Apache-2.0
// The terminal output of a finished experiment: its table, and the claims that it has data for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "experiment/trials/trial_record.h"

namespace mmoe::cli {

/// Returns the text. `result` is from make_result; `file` is where the result was written.
std::string result_text(const nlohmann::ordered_json& result, std::span<const TrialRecord> records,
                        const std::string& file);

}  // namespace mmoe::cli
