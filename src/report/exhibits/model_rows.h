// SPDX-License-Identifier: Apache-2.0
// Panels with a row for each model, named at its left, the first on top.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "results/result_reader.h"
#include "statistics/interval.h"

namespace mmoe {

Panel model_rows(const std::string& title, const std::string& x_label, const Result& result);

/// Adds a dot with a bar from low to high in the row of models_of(result)[m]; nothing without a
/// value.
void add_dot(Panel& panel, const Result& result, std::size_t m, std::optional<double> value,
             std::optional<Interval> bar);

/// Adds raw values in the row of models_of(result)[m].
void add_strip(Panel& panel, const Result& result, std::size_t m,
               const std::vector<double>& values);

}  // namespace mmoe
