// SPDX-License-Identifier: Apache-2.0
// Whether a new result may take the place of one that is there.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace mmoe {

/// Throws InputError if the result at `file` shows what a result of `experiment` (as
/// Experiment::to_json gives it) would not: another setting of an option, a model or a value of a
/// list that is no longer there, more runs. Nothing if no result is there.
void check_keeps_result(const std::filesystem::path& file,
                        const nlohmann::ordered_json& experiment);

}  // namespace mmoe
