// SPDX-License-Identifier: Apache-2.0
// Measures at one point of a study that are above 0 if the paper's claims hold there: scale-free,
// so that points with different labels can be compared.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "study/losses.h"

namespace mmoe {

struct Measure {
  std::string name = {};      // "mmoe below omoe at 0.5"
  std::string sentence = {};  // what it measures
  std::function<std::optional<double>(const std::vector<CellLosses>& cells, LossOf of)> value;
};

/// L(model, p) is the mean final loss over runs; spreads are standard deviations over runs. Empty
/// if a cell is missing or a run diverged. What compares two models at one cosine has its cells and
/// its margin from the paper's claim.
const std::vector<Measure>& measures();

}  // namespace mmoe
