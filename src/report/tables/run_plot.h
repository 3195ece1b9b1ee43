// SPDX-License-Identifier: Apache-2.0
// The runs of a result as a small plot in text.
#pragma once

#include <cstddef>
#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Returns, for each of the first few settings, a line per model: columns that are the higher the
/// more runs ended there, over one axis from the least to the greatest value (test MSE, mean over
/// tasks, or AUC of the main task). Lines of at most `width` letters. Empty where no model has two
/// runs.
std::string run_plot(const Result& result, std::size_t width);

}  // namespace mmoe
