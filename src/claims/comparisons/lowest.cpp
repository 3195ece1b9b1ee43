// SPDX-License-Identifier: Apache-2.0
// The lowest values of several cells are comparable.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "claims/comparison.h"
#include "claims/run_values.h"
#include "statistics/bootstrap.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using ValuesByRun = std::vector<std::vector<double>>;  // [cells][runs]

constexpr Stream kStream{.seed = 1, .purpose = Purpose::kBootstrap};

/// Below it the lowest of a resample says little: with 10 runs and more, 95 % of the resamples have
/// their minimum among the lowest three or four runs.
constexpr std::size_t kFewestForALowest = 10;

/// Greatest over least of the cells' minima, over the runs at `runs`.
double ratio_of_minima(const ValuesByRun& values, std::span<const double> runs) {
  double least = std::numeric_limits<double>::infinity();
  double greatest = 0;
  for (const std::vector<double>& cell : values) {
    double lowest = std::numeric_limits<double>::infinity();
    for (const double run : runs) lowest = std::min(lowest, cell[static_cast<std::size_t>(run)]);
    least = std::min(least, lowest);
    greatest = std::max(greatest, lowest);
  }
  return greatest / least;
}

std::string minima_text(const Claim& claim, const ValuesByRun& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += (i > 0 ? ", " : "") + cell_text(claim.cells[i], std::ranges::min(values[i]));
  }
  return text;
}

/// Share of replicates on one side; never 0, for the sample itself counts as one of them.
double share(std::size_t count, std::size_t replicates) {
  return (static_cast<double>(count) + 1) / (static_cast<double>(replicates) + 1);
}

/// estimate and interval: of the ratio, by the percentile method.
std::vector<Part> compare_lowest(const Claim& claim, const Result& result) {
  const ValuesByRun values = values_by_run(claim, result, claim.cells);
  Part part{.runs = values[0].size()};
  if (part.runs == 0) {
    part.reason = too_few(part.runs, kFewestForALowest);
    return {part};
  }
  std::vector<double> runs(part.runs);
  std::iota(runs.begin(), runs.end(), 0.0);
  const auto ratio = [&](std::span<const double> of) { return ratio_of_minima(values, of); };
  const double limit = 1 + claim.margin;
  const double estimate = ratio(runs);
  if (!std::isfinite(estimate)) {
    part.reason = "a lowest value is 0: no ratio";
    return {part};
  }
  part.estimate = estimate;
  part.holds = estimate <= limit;
  part.what = fmt::format("{}: ratio {:.3f}", minima_text(claim, values), estimate);
  if (part.runs < kFewestForALowest) {
    part.reason = too_few(part.runs, kFewestForALowest);
    return {part};
  }
  const std::vector<double> replicates = sorted(bootstrap_replicates(runs, ratio, kStream));
  const auto above = static_cast<std::size_t>(
      replicates.end() - std::upper_bound(replicates.begin(), replicates.end(), limit));
  part.interval = Interval{quantile(replicates, 0.025), quantile(replicates, 0.975)};
  part.what += fmt::format(" [{:.3f}, {:.3f}]", part.interval->low, part.interval->high);
  part.p_for = share(above, replicates.size());
  part.p_against = share(replicates.size() - above, replicates.size());
  return {part};
}

}  // namespace

const Comparison kLowest = {
    .name = "lowest",
    .rule =
        "The greatest of the cells' lowest values over runs is at most 1 + margin times the "
        "least; contradicted where it is more. Bootstrap over runs, all cells drawn together; "
        "the share of resamples on the other side stands for p. It is rough, as a minimum "
        "never falls in a resample.",
    .least_cells = 2,
    .most_cells = kAnyNumber,
    .least_than = 0,
    .has_margin = true,
    .compare = compare_lowest};

}  // namespace mmoe
