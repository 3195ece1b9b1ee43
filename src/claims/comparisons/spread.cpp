// SPDX-License-Identifier: Apache-2.0
// The first cells scatter more over runs than the others; or as much.
#include <fmt/format.h>

#include <cmath>

#include "claims/comparison.h"
#include "claims/equal_medians.h"
#include "claims/run_values.h"
#include "results/labels.h"
#include "statistics/brown_forsythe.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kFewestOfASpread = 3;  // see statistics/brown_forsythe.h

std::string sd_text(const CellName& cell, const std::vector<double>& values) {
  return fmt::format("{} sd {:.4f}", model_title(cell.model), standard_deviation(values));
}

std::string sds_text(const CellName& a, const CellName& b,
                     const std::vector<std::vector<double>>& values) {
  return sd_text(a, values[0]) + ", " + sd_text(b, values[1]);
}

/// estimate: of the ratio of standard deviations.
Part compare_spreads(const Claim& claim, const Result& result, const CellName& wide,
                     const CellName& narrow) {
  const auto values = values_by_run(claim, result, {wide, narrow});
  Part part{.runs = values[0].size()};
  if (part.runs < kFewestOfASpread) {
    part.reason = too_few(part.runs, kFewestOfASpread);
    return part;
  }
  part.what = sds_text(wide, narrow, values);
  const double sd = standard_deviation(values[1]);
  if (sd > 0) {
    part.estimate = standard_deviation(values[0]) / sd;
    part.what += fmt::format(": ratio {:.2f}", *part.estimate);
  }
  const auto test = brown_forsythe({values[0], values[1]});
  if (!test) {
    part.reason = "the runs do not vary: no test";
    return part;
  }
  // F of two groups is t squared, and the means of the distances give its sign.
  const bool holds =
      mean(distances_from_median(values[0])) > mean(distances_from_median(values[1]));
  part.holds = holds;
  part.p_for = holds ? test->p / 2 : 1 - test->p / 2;
  part.p_against = holds ? 1 - test->p / 2 : test->p / 2;
  part.effect = std::sqrt(test->f / static_cast<double>(part.runs)) * (holds ? 1 : -1);
  return part;
}

std::vector<Part> compare_spread(const Claim& claim, const Result& result) {
  std::vector<Part> parts;
  for (const CellName& wide : claim.cells) {
    for (const CellName& narrow : claim.than) {
      parts.push_back(compare_spreads(claim, result, wide, narrow));
    }
  }
  return parts;
}

/// estimate and interval: of the median difference of distances from the median, by run.
std::vector<Part> compare_same_spread(const Claim& claim, const Result& result) {
  const auto values = values_by_run(claim, result, {claim.cells[0], claim.than[0]});
  Part part{.runs = values[0].size()};
  if (part.runs < kFewestOfASpread) {
    part.reason = too_few(part.runs, kFewestOfASpread);
    return {part};
  }
  part = test_equal_medians(distances_from_median(values[0]), distances_from_median(values[1]),
                            claim.margin);
  part.what = sds_text(claim.cells[0], claim.than[0], values);
  part.name = "distance";
  return {part};
}

}  // namespace

const Comparison kSpread = {
    .name = "spread",
    .rule =
        "Each of the cells scatters more over its runs than each of the others: Brown-Forsythe "
        "test, its direction from the mean distance to the median; contradicted where one "
        "scatters less.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 1,
    .has_margin = false,
    .compare = compare_spread};

const Comparison kSameSpread = {
    .name = "same-spread",
    .rule =
        "The distances to the median, the quantity of the Brown-Forsythe test, differ in the "
        "median "
        "by less than the margin, a share of the median of both: two one-sided sign tests (TOST), "
        "paired by run; contradicted where they differ by more.",
    .least_cells = 1,
    .most_cells = 1,
    .least_than = 1,
    .has_margin = true,
    .compare = compare_same_spread};

}  // namespace mmoe
