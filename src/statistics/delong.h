// SPDX-License-Identifier: Apache-2.0
// DeLong's variance of an AUC over the sampling of test rows: of one AUC, the difference of two on
// the same rows, or the mean of several.
//
//   psi(x, y)     1 for x > y, 1/2 for x = y, 0 for x < y: scores of a positive and a negative row
//   positive_i    mean over negatives j of psi(x_i, y_j)       [m positive rows]
//   negative_j    mean over positives i of psi(x_i, y_j)       [n negative rows]
//   auc           mean of either
//   variance      var(positive) / m + var(negative) / n, sample variances
//
// All are linear in the components, so the components of a difference or of a mean over runs are
// the differences or means of components, and the same formula gives the variance. Computed by
// mid-ranks, O(N log N). Source: DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014; as R's
// pROC.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mmoe {

struct AucComponents {
  std::vector<double> positive;  // [m], in the order of the rows
  std::vector<double> negative;  // [n]
};

/// Returns the components of rows with score[i] and label[i], positive where > 0.5; empty if a
/// class has fewer than two rows or a score is not finite. Throws RunError if the lengths
/// differ.
std::optional<AucComponents> auc_components(std::span<const double> scores,
                                            std::span<const double> labels);

/// Returns the components of AUC a minus AUC b on the same rows. Throws RunError if the rows
/// differ.
AucComponents operator-(const AucComponents& a, const AucComponents& b);

/// Returns the components of the mean AUC of several runs on the same rows; at least one run.
AucComponents mean_of(std::span<const AucComponents> runs);

/// Returns the AUC, difference or mean AUC that the components belong to.
double auc_of(const AucComponents& components);

/// Returns its DeLong variance.
double delong_variance(const AucComponents& components);

}  // namespace mmoe
