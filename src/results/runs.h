// SPDX-License-Identifier: Apache-2.0
// Questions that tables and figures ask of a result.
#pragma once

#include <string>
#include <vector>

#include "results/metric.h"
#include "results/result_reader.h"

namespace mmoe {

/// Models and settings in the order of the cells, each once.
std::vector<std::string> models_of(const Result& result);
std::vector<nlohmann::ordered_json> settings_of(const Result& result);
/// Tasks of a setting that have `metric`, the main one first.
std::vector<std::string> tasks_of(const Result& result, const nlohmann::ordered_json& setting,
                                  const std::string& metric);

/// Returns the member of the experiment's list of models that has this label.
nlohmann::ordered_json model_entry(const Result& result, const std::string& label);
/// Returns the model that a label stands for: "mmoe" of "mmoe-64"; the label where the list has it
/// not.
std::string model_of(const Result& result, const std::string& label);

const ResultCell* find_cell(const Result& result, const std::string& model,
                            const nlohmann::ordered_json& setting);

/// Returns the cell's trials, at its learning rate, by run; diverged ones left out.
std::vector<const TrialRecord*> trials_of(const Result& result, const ResultCell& cell);

/// Returns its runs, at its learning rate, that diverged.
std::size_t diverged_runs(const Result& result, const ResultCell& cell);

/// "2 of 20 runs diverged and are left out"; "" where none did.
std::string diverged_text(const Result& result, const ResultCell& cell);

/// Returns a trial's metric; the mean over tasks that have it where `task` is empty.
std::optional<double> metric_of(const TrialRecord& trial, const std::string& metric,
                                const std::string& split, const std::string& task = "");

/// metric_of each trial on the test set, or a further one; trials without a value left out.
std::vector<double> test_values(const std::vector<const TrialRecord*>& trials,
                                const std::string& metric, const std::string& task = "",
                                const std::string& split = kTestSplit);

/// The sets of test examples that a result's cells have metrics of: the test set, then further ones
/// by name.
std::vector<std::string> test_splits(const Result& result);

/// The first of kHeadlineMetrics that a cell has; "mse" where none has any.
std::string headline_metric(const Result& result);

/// Pearson correlation of the labels of a setting, from the setting itself or the result's data;
/// negative ones as they are. Empty if neither says.
std::optional<double> pearson_of(const Result& result, const nlohmann::ordered_json& setting);

/// Returns a numeric member of a setting.
std::optional<double> setting_number(const nlohmann::ordered_json& setting, const char* name);

/// "5", or "3 to 5": the runs that the cells' headline metric stands on; "3 to 5 of 5" where some
/// diverged.
std::string runs_text(const Result& result);

/// The same with its noun: "1 run", "3 to 5 runs".
std::string counted_runs(const Result& result);

}  // namespace mmoe
