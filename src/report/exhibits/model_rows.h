// SPDX-License-Identifier: Apache-2.0
// Panels with a row for each model, named at its left, the first on top.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/figure.h"
#include "statistics/interval.h"

namespace mmoe {

Panel model_rows(const std::string& title, const std::string& x_label,
                 const std::vector<std::string>& models);

/// A dot with a bar from low to high in the row of `models[m]`. Nothing without a value.
void add_dot(Panel& panel, const std::vector<std::string>& models, std::size_t m,
             std::optional<double> value, std::optional<Interval> bar);

/// Raw values in the row of `models[m]`.
void add_strip(Panel& panel, const std::vector<std::string>& models, std::size_t m,
               const std::vector<double>& values);

}  // namespace mmoe
