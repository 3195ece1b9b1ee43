// SPDX-License-Identifier: Apache-2.0
// The lowest values of several cells are comparable: a number, for no test of it holds its level.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/count_text.h"
#include "claims/comparison.h"
#include "claims/run_values.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr double kLowQuantile = 0.1;        // the quantile: a minimum is one run's luck
constexpr std::size_t kFewestForALow = 10;  // below it the quantile is the minimum

std::vector<Part> compare_lowest(const Claim& claim, const Result& result) {
  const auto values = values_by_run(claim, result, claim.cells);
  Part part{.runs = values[0].size(), .certain = Outcome::kNotTested};
  if (part.runs < kFewestForALow) {
    part.reason =
        fmt::format("{}: a low quantile needs {}", counted(part.runs, "run"), kFewestForALow);
    return {part};
  }
  double least = std::numeric_limits<double>::infinity();
  double greatest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double low = quantile(sorted(values[i]), kLowQuantile);
    least = std::min(least, low);
    greatest = std::max(greatest, low);
    part.what += (i > 0 ? ", " : "") + cell_text(claim.cells[i], low);
  }
  if (!(least > 0)) {
    part.reason = "a low quantile is 0: no ratio";
    return {part};
  }
  part.estimate = greatest / least;
  part.holds = *part.estimate <= 1 + claim.margin;
  part.what += fmt::format(": ratio {:.3f}, comparable up to {}", *part.estimate, 1 + claim.margin);
  return {part};
}

}  // namespace

const Comparison kLowest = {
    .name = "lowest",
    .rule =
        "The greatest of the cells' 10 % quantiles over runs, over the least: comparable up to 1 + "
        "margin. A number without a verdict.",
    .least_cells = 2,
    .most_cells = kAnyNumber,
    .least_than = 0,
    .has_margin = true,
    .kind = ClaimKind::kNumber,
    .compare = compare_lowest};

}  // namespace mmoe
