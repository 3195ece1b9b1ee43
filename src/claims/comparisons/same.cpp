// SPDX-License-Identifier: Apache-2.0
// Two cells are the same, within a margin.
#include <fmt/format.h>

#include "claims/comparison.h"
#include "claims/equal_medians.h"
#include "claims/run_values.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

std::vector<Part> compare_same(const Claim& claim, const Result& result) {
  const auto values = values_by_run(claim, result, {claim.cells[0], claim.than[0]});
  Part part = test_equal_medians(values[0], values[1], claim.margin);
  if (part.margin) {
    part.what =
        fmt::format("{}, {}{}, margin {:.4f}", cell_text(claim.cells[0], median(values[0])),
                    cell_text(claim.than[0], median(values[1])), means_text(values), *part.margin);
  }
  return {part};
}

}  // namespace

const Comparison kSame = {
    .name = "same",
    .rule =
        "The median difference, paired by run, is within the margin, a share of the median of both "
        "cells: two one-sided sign tests (TOST); contradicted where it is outside.",
    .least_cells = 1,
    .most_cells = 1,
    .least_than = 1,
    .has_margin = true,
    .is_of_averages = true,
    .compare = compare_same};

}  // namespace mmoe
