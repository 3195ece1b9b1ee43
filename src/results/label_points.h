// SPDX-License-Identifier: Apache-2.0
// The correlations of labels in a synthetic result.
#pragma once

#include <optional>
#include <vector>

#include "data/synthetic/label_function.h"
#include "results/result_reader.h"

namespace mmoe {

/// One pair of tasks at one setting.
struct LabelPair {
  double cosine = 0;
  std::optional<double> measured;  // Pearson correlation of drawn labels
  double standard_error = 0;       // of `measured`, about (1 - r^2) / sqrt(rows)
};

/// Returns whether the result is of synthetic data with one label function.
bool has_label_function(const Result& result);
LabelFunction label_function_of(const Result& result);

/// Returns the pairs in the order of the result's settings.
std::vector<LabelPair> label_pairs_of(const Result& result);

}  // namespace mmoe
