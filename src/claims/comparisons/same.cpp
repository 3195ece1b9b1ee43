// SPDX-License-Identifier: Apache-2.0
// Two cells are the same, within a margin.
#include <fmt/format.h>

#include "claims/comparison.h"
#include "claims/equal_means.h"
#include "claims/run_values.h"
#include "statistics/paired.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

std::vector<Part> compare_same(const Claim& claim, const Result& result) {
  const auto values = values_by_run(claim, result, {claim.cells[0], claim.than[0]});
  Part part = test_equal_means(values[0], values[1], claim.margin);
  if (part.runs > 0) {
    part.what = fmt::format("{}, {}: {}, margin {:.4f}", cell_text(claim.cells[0], mean(values[0])),
                            cell_text(claim.than[0], mean(values[1])), estimate_text(part),
                            equality_margin(values[0], values[1], claim.margin));
  }
  return {part};
}

}  // namespace

const Comparison kSame = {
    .name = "same",
    .rule =
        "The mean difference, paired by run, is within the margin, a share of the mean of both "
        "cells: two one-sided t tests (TOST); contradicted where it is outside.",
    .least_cells = 1,
    .most_cells = 1,
    .least_than = 1,
    .has_margin = true,
    .compare = compare_same};

}  // namespace mmoe
