// SPDX-License-Identifier: Apache-2.0
// Whether a new result may take the place of one that is there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace mmoe {

/// Throws InputError if the result at `file` shows what a result of `experiment` (as
/// Experiment::to_json gives it) would not: another setting of an option, a model or a value of a
/// list that is no longer there, more runs. Nothing if no result is there.
void check_keeps_result(const std::filesystem::path& file,
                        const nlohmann::ordered_json& experiment);

/// At which numbers of runs the claims of a result were tested, its own last.
struct Looks {
  std::vector<std::int64_t> runs = {};
  bool decided = false;  // on more runs: else the result is of one number, fixed beforehand
};

/// Returns the numbers of runs that decided on more, from a result's "environment"; else none.
std::vector<std::int64_t> looks_of(const nlohmann::ordered_json& environment);

/// Returns those of the result at `file`; none if there is none.
Looks looks_of_result(const std::filesystem::path& file);

}  // namespace mmoe
