// SPDX-License-Identifier: Apache-2.0
// The trials of a result as two tables for pandas, R or a spreadsheet, beside NAME.json:
//   NAME.trials.csv  one row per trial, task, split and metric
//   NAME.curves.csv  one row per trial, step and task
// Options of the data that vary are columns "setting.OPTION" at the end of both. Numbers are
// written so that they read back the same; a value that is undefined is empty.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "experiment/trials/trial_record.h"

namespace mmoe {

/// Returns the paths of both.
std::vector<std::filesystem::path> trial_table_files(const std::filesystem::path& result_file);

/// Throws InputError if a table would replace a file of another kind.
void check_trial_tables(const std::filesystem::path& result_file);

/// Writes both, each whole or not at all.
void write_trial_tables(const std::filesystem::path& result_file,
                        std::span<const TrialRecord> records);

}  // namespace mmoe
