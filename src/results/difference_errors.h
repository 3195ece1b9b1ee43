// SPDX-License-Identifier: Apache-2.0
// The difference of two models in a metric of the test set, with the error of each source apart:
//
//   rows     other test rows of the same kind, the models as they are: DeLong's paired variance of
//            an AUC, and the like of R^2, by blocks of rows (statistics/row_blocks.h)
//   groups   the same with whole groups, such as users, in place of rows: a group's rows are alike
//   runs     other data, initialisation and batches: sd of the differences over runs / sqrt(n)
//
// Where each run draws its own test rows, as from the synthetic log, `runs` contains the other two
// and more; it needs at least two runs, and the others do not. p is Student's, two-sided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/pairing.h"

namespace mmoe {

struct ErrorSource {
  double error = 0;  // standard error of the mean difference
  double p = 1;      // two-sided, against no difference; 1 where the error is 0
};

struct DifferenceErrors {
  std::size_t runs = 0;
  double mean = 0;  // of a - b over the runs that both have
  std::optional<ErrorSource> of_rows, of_groups, of_runs;
};

/// Empty where no run has both. A source is empty where a run lacks what it needs.
std::optional<DifferenceErrors> difference_errors(const std::vector<const TrialRecord*>& a,
                                                  const std::vector<const TrialRecord*>& b,
                                                  const std::string& metric,
                                                  const std::string& task);

}  // namespace mmoe
