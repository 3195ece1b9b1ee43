// SPDX-License-Identifier: Apache-2.0
// What the result file and `mmoe-bench data describe` say of the Census-income data, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "data/census/files.h"
#include "data/census/run.h"

namespace mmoe {

/// [{split, file, rows, bytes, sha256, known}]; known: these are the bytes UCI publishes.
nlohmann::ordered_json describe_files(const CensusTable& train, const CensusTable& test);

/// {dense, sparse, columns: [{column, kind, inputs, ...}]}: how many inputs each column gives; mean
/// and sd of numbers, rows of the test file with a category that training lacks.
nlohmann::ordered_json describe_inputs(const CensusEncoding& data);

/// [{task, positive, train_rate, test_rate}].
nlohmann::ordered_json describe_labels(const std::vector<CensusLabel>& labels,
                                       const CensusTasks& tasks);

/// Pearson's correlation of two tasks, over each whole file: {train, test}; null if undefined.
nlohmann::ordered_json describe_correlation(const CensusTasks& tasks, std::size_t a, std::size_t b);

}  // namespace mmoe
