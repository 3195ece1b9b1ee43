// SPDX-License-Identifier: Apache-2.0
// The description of the Census-income data in result files and `mmoe-bench data describe`, as
// JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "data/census/draw.h"
#include "data/census/files.h"

namespace mmoe {

/// Returns [{split, file, rows, bytes, sha256, known}]; known: the bytes are those published by
/// UCI.
nlohmann::ordered_json describe_files(const CensusTable& train, const CensusTable& test);

/// Returns {dense, sparse, columns: [{column, kind, inputs, ...}]}: the number of inputs of each
/// column; mean and sd of numbers; rows of the test file with a category not seen in training.
nlohmann::ordered_json describe_inputs(const CensusEncoding& data);

/// Returns [{task, positive, train_rate, test_rate}].
nlohmann::ordered_json describe_labels(const std::vector<CensusLabel>& labels,
                                       const CensusTasks& tasks);

/// Returns the Pearson correlation of two tasks over each whole file: {train, test}; null if
/// undefined.
nlohmann::ordered_json describe_correlation(const CensusTasks& tasks, std::size_t a, std::size_t b);

}  // namespace mmoe
