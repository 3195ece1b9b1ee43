// SPDX-License-Identifier: Apache-2.0
// How gate weights vary from one test example to the next: part of Figure 6, whose boxes show it.
#pragma once

#include <optional>

#include "report/figures/figure.h"
#include "results/result_reader.h"

namespace mmoe {

/// A panel per shown setting of MMoE: per task and expert, in order of the first task within a run,
/// the median weight and, as bar, its first to its ninth decile over test examples; each the mean
/// over runs. Empty where no trial keeps deciles.
std::optional<Figure> gate_decile_figure(const Result& result);

}  // namespace mmoe
