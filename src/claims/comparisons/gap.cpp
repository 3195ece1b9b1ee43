// SPDX-License-Identifier: Apache-2.0
// From its second cell to its first, the claim's model loses less than the other one.
#include <fmt/format.h>

#include "claims/comparison.h"
#include "claims/run_values.h"
#include "results/labels.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// What a model loses in each run from `near` to `far`: positive where it gets worse.
std::vector<double> losses(double sign, const std::vector<double>& far,
                           const std::vector<double>& near) {
  std::vector<double> gap = differences(far, near);
  for (double& value : gap) value *= sign;
  return gap;
}

/// |a| < b is b - a > 0 and b + a > 0: a gap that turned round is no small gap.
std::vector<Part> compare_gaps(const Claim& claim, const Result& result) {
  const auto values =
      values_by_run(claim, result, {claim.cells[0], claim.cells[1], claim.than[0], claim.than[1]});
  const double sign = loss_sign(claim, result);
  const std::vector<double> ours = losses(sign, values[0], values[1]);
  const std::vector<double> theirs = losses(sign, values[2], values[3]);
  std::vector<double> minus_ours;
  for (const double value : ours) minus_ours.push_back(-value);
  // Four values are rounded, not two.
  const double rounding =
      rounding_error(values[0], values[1]) + rounding_error(values[2], values[3]);
  std::vector<Part> parts = {test_differences(differences(theirs, ours), true, rounding),
                             test_differences(differences(theirs, minus_ours), true, rounding)};
  if (ours.empty()) return parts;
  const auto text = [](const CellName& cell, double gap) {
    return fmt::format("{} {:+.4f}", model_title(cell.model), gap);
  };
  const std::string what =
      text(claim.cells[0], median(ours)) + ", " + text(claim.than[0], median(theirs));
  for (Part& part : parts) part.what = what;
  parts[0].name = "difference";
  parts[1].name = "sum";
  return parts;
}

}  // namespace

const Comparison kGap = {
    .name = "gap",
    .rule =
        "What each model loses from its second cell to its first, by run: the first model's "
        "loss is, whatever its sign, less than the second's; that is, the medians of the second's "
        "minus and plus the first's are both above 0, and contradicted where one is below. Sign "
        "tests.",
    .least_cells = 2,
    .most_cells = 2,
    .least_than = 2,
    .has_margin = false,
    .is_of_averages = true,
    .compare = compare_gaps};

}  // namespace mmoe
