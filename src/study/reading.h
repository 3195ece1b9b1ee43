// SPDX-License-Identifier: Apache-2.0
// What one reading of "loss" shows at a point of a study: how far it is from the paper's figures.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "study/paper_distance.h"

namespace mmoe {

struct Reading {
  std::optional<Distance> figure_4 = {}, figure_3 = {};
  std::optional<CurveDistance> on_curve = {};  // of Figure 4
  std::optional<double> figure_5 = {};
  std::vector<PeakShare> peaks = {};
  std::map<std::string, std::optional<double>> measures = {};  // by Measure::name
};

Reading read_losses(const std::vector<CellLosses>& cells, LossOf of);

}  // namespace mmoe
