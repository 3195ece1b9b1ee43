// SPDX-License-Identifier: Apache-2.0
// The cells' values get better from first to last.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "claims/comparison.h"
#include "claims/run_values.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Least-squares slope of y on the cells' settings.
double slope(const std::vector<CellName>& cells, const std::vector<double>& y) {
  std::vector<double> x;
  for (const CellName& cell : cells) x.push_back(cell.at);
  const double mean_x = mean(x);
  const double mean_y = mean(y);
  double along = 0;
  double square = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    along += (x[i] - mean_x) * (y[i] - mean_y);
    square += (x[i] - mean_x) * (x[i] - mean_x);
  }
  return along / square;
}

std::string medians_text(const std::vector<std::vector<double>>& values) {
  std::string text;
  for (const auto& runs : values) {
    text += fmt::format("{}{:.4f}", text.empty() ? "" : ", ", median(runs));
  }
  return text;
}

/// estimate and interval: of the slope, as it is.
std::vector<Part> compare(const Claim& claim, const Result& result) {
  const auto values = values_by_run(claim, result, claim.cells);
  std::vector<double> slopes;
  double rounding = 0;
  for (const auto& runs : values) rounding = std::max(rounding, rounding_error(runs));
  const double span = std::abs(claim.cells.back().at - claim.cells[0].at);
  for (std::size_t run = 0; run < values[0].size(); ++run) {
    std::vector<double> y;
    for (const auto& runs : values) y.push_back(runs[run]);
    slopes.push_back(slope(claim.cells, y));
  }
  const bool rises = claim.cells.back().at > claim.cells[0].at;
  Part part = test_differences(slopes, rises == (loss_sign(claim, result) < 0), rounding / span);
  part.name = "slope";
  if (part.runs > 0) part.what = medians_text(values) + means_text(values);
  return {part};
}

}  // namespace

const Comparison kTrend = {
    .name = "trend",
    .rule =
        "The least-squares slope of each run's values over the settings, whose median over runs "
        "says that they get better from first to last (lower loss, higher AUC); contradicted "
        "where it says worse. Sign test of the slopes.",
    .least_cells = 2,
    .most_cells = kAnyNumber,
    .least_than = 0,
    .has_margin = false,
    .is_of_averages = true,
    .compare = compare};

}  // namespace mmoe
