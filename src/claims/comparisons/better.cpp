// SPDX-License-Identifier: Apache-2.0
// Every one of `cells` is better than every one of `than`: lower loss, or higher AUC.
#include <fmt/format.h>

#include "claims/comparison.h"
#include "claims/run_values.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// estimate and interval: of the paired difference `cell` - `other`.
Part compare_pair(const Claim& claim, const Result& result, const CellName& cell,
                  const CellName& other) {
  const auto values = values_by_run(claim, result, {cell, other});
  std::vector<double> difference = differences(values[0], values[1]);
  const auto aucs = auc_runs_of(claim, result, {cell, other});
  if (const auto sources = aucs.size() == 2 ? row_sources(aucs[0], aucs[1]) : std::nullopt) {
    Part part = test_sources(*sources, std::move(difference));
    part.what = fmt::format("means {}, {}", cell_text(cell, mean(values[0])),
                            cell_text(other, mean(values[1])));
    return part;
  }
  Part part = test_differences(difference, loss_sign(claim, result) < 0,
                               rounding_error(values[0], values[1]));
  if (part.runs > 0) {
    part.what = fmt::format("{}, {}{}", cell_text(cell, median(values[0])),
                            cell_text(other, median(values[1])), means_text(values));
  }
  return part;
}

std::vector<Part> compare_better(const Claim& claim, const Result& result) {
  std::vector<Part> parts;
  for (const CellName& cell : claim.cells) {
    for (const CellName& other : claim.than) {
      parts.push_back(compare_pair(claim, result, cell, other));
    }
  }
  return parts;
}

}  // namespace

const Comparison kBetter = {
    .name = "better",
    .rule =
        "Each of the cells against each of the others: the median difference, paired by run, lies "
        "on the better side (lower loss, higher AUC); contradicted where one lies on the other "
        "side. Sign test; of AUCs whose trials keep blocks of test rows, Student's test of the "
        "mean difference with two sources of error, runs and test rows.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 1,
    .has_margin = false,
    .is_of_averages = true,
    .compare = compare_better};

}  // namespace mmoe
