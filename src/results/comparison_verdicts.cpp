// SPDX-License-Identifier: Apache-2.0
#include "results/comparison_verdicts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "statistics/holm.h"
#include "statistics/looks.h"
#include "statistics/median_interval.h"

namespace mmoe {
namespace {

/// `alpha` is of this test alone.
void say_what_was_unseen(CellDifference& cell, double alpha) {
  const auto seen = median_interval(cell.by_run, 1 - alpha);
  if (!seen || *cell.mean_a == 0) return;
  cell.unseen_below = (seen->interval.high - seen->interval.low) / 2 / std::abs(*cell.mean_a);
}

/// Whether differences of one sign would be significant.
bool could_be_significant(const CellDifference& cell, double alpha) {
  return !cell.is_paired() || std::exp2(1.0 - static_cast<double>(cell.pairs)) <= alpha;
}

Change judge(const CellDifference& cell, const ResultComparison& all) {
  if (cell.n_b == 0 && cell.n_a > 0) {
    return cell.diverged_b > 0 ? Change::kWorse : Change::kUntested;
  }
  if (cell.n_a == 0 && cell.n_b > 0) {
    return cell.diverged_a > 0 ? Change::kBetter : Change::kUntested;
  }
  const double size = std::abs(cell.difference.value_or(0));
  if (size == 0 || size < all.threshold * std::abs(cell.mean_a.value_or(0))) return Change::kNone;
  const double alone = all.level() / static_cast<double>(all.tests);
  if (!cell.p_holm || !could_be_significant(cell, alone)) return Change::kUntested;
  if (*cell.p_holm > all.alpha) return Change::kNone;
  const bool is_lower = *cell.difference < 0;
  return is_lower == (better(cell.metric) == Better::kLower) ? Change::kBetter : Change::kWorse;
}

}  // namespace

double ResultComparison::level() const { return alpha * look_share(looks); }

std::size_t ResultComparison::count(Change verdict) const {
  std::size_t n = 0;
  for (const ExperimentComparison& experiment : experiments) {
    for (const CellDifference& cell : experiment.cells) n += cell.verdict == verdict ? 1 : 0;
  }
  return n;
}

void correct_and_judge(ResultComparison& comparison) {
  std::vector<CellDifference*> family;
  std::vector<std::optional<double>> p;
  for (ExperimentComparison& experiment : comparison.experiments) {
    for (CellDifference& cell : experiment.cells) {
      family.push_back(&cell);
      p.push_back(cell.p);
    }
  }
  p = holm(p);
  comparison.tests = family.size();
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (p[i]) family[i]->p_holm = std::min(1.0, *p[i] / look_share(comparison.looks));
    say_what_was_unseen(*family[i], comparison.level() / static_cast<double>(family.size()));
    family[i]->verdict = judge(*family[i], comparison);
  }
}

}  // namespace mmoe
