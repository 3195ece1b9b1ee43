// SPDX-License-Identifier: Apache-2.0
// The terminal output of a finished experiment: its table, and the claims that it has data for.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "experiment/trials/trial_record.h"

namespace mmoe::cli {

/// Returns the text for standard output: if that is a terminal, lines are folded at its width, and
/// a plot of the runs follows. `result` is from make_result; `file` is where the result was
/// written.
std::string result_text(const nlohmann::ordered_json& result, std::vector<TrialRecord> records,
                        const std::string& file);

/// After a run, on standard error: the file that was written, and the command that comes next, with
/// `more` after it.
void tell_next(const std::filesystem::path& file, const std::string& more = "");

/// Throws InputError where write_page could not write the page of a result in the folder: call it
/// before long work.
void check_page(const std::filesystem::path& result_folder);

/// The result's report as one page beside it, in the folder `report`. Throws RunError.
void write_page(const std::filesystem::path& file);

}  // namespace mmoe::cli
