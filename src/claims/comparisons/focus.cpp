// SPDX-License-Identifier: Apache-2.0
// The auxiliary task's gate takes more from one expert than the main task's does.
#include <fmt/format.h>

#include <algorithm>

#include "claims/comparison.h"
#include "claims/run_values.h"
#include "results/labels.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// The largest mean weight of a task's gate, of the runs whose tasks have a gate each.
std::vector<double> largest_weights(const std::vector<const TrialRecord*>& trials,
                                    std::size_t task) {
  std::vector<double> largest;
  for (const TrialRecord* trial : trials) {
    const bool has_gates =
        trial->gates.size() > 1 && std::ranges::none_of(trial->gates, &std::vector<double>::empty);
    if (has_gates) largest.push_back(std::ranges::max(trial->gates[task]));
  }
  return largest;
}

/// estimate and interval: of auxiliary - main. Experts have no order, and need none here.
Part compare_focus(const Claim& claim, const Result& result, const CellName& cell) {
  const auto trials = trials_of_cell(claim, result, cell);
  const std::vector<double> main = largest_weights(trials, 0);
  const std::vector<double> auxiliary = largest_weights(trials, 1);
  Part part = test_differences(differences(auxiliary, main), true, rounding_error(auxiliary, main));
  part.name = "difference";
  if (part.runs > 0) {
    part.what = fmt::format("{}: largest weights {:.3f} (auxiliary), {:.3f} (main)",
                            model_title(cell.model), median(auxiliary), median(main));
  }
  return part;
}

std::vector<Part> compare_all_focus(const Claim& claim, const Result& result) {
  std::vector<Part> parts;
  for (const CellName& cell : claim.cells) parts.push_back(compare_focus(claim, result, cell));
  return parts;
}

}  // namespace

const Comparison kFocus = {
    .name = "focus",
    .rule =
        "The largest mean weight in the auxiliary task's gate minus the largest in the main "
        "task's, whichever experts they are of, by run: the median is above 0; contradicted where "
        "it is below. Sign test.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 0,
    .has_margin = false,
    .is_of_averages = true,
    .is_of_gates = true,
    .compare = compare_all_focus};

}  // namespace mmoe
