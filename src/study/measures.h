// SPDX-License-Identifier: Apache-2.0
// Numbers of one point of a study that are above 0 where the paper's picture holds there: what its
// claims are about, free of scale, so that points of different labels can be compared.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "study/losses.h"

namespace mmoe {

struct Measure {
  std::string name = {};      // "mmoe below omoe at 0.5"
  std::string sentence = {};  // what the number is
  std::function<std::optional<double>(const std::vector<CellLosses>& cells, LossOf of)> value;
};

/// L(model, p) is the mean final loss over runs; spreads are standard deviations over runs. Empty
/// where a cell is missing or a run diverged. What compares two models at one cosine has its cells
/// and its margin from the paper's claim.
const std::vector<Measure>& measures();

}  // namespace mmoe
