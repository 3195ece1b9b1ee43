// SPDX-License-Identifier: Apache-2.0
// Correlation of paired values, with the two-sided p-value of "no correlation".
//
//   Pearson   r = sum (x - mean x)(y - mean y) / (norm x norm y): the linear part
//   Spearman  Pearson's r of the ranks, ties sharing their mean rank: any monotone relation
//   p         P(|T| > |r| sqrt((n - 2) / ((1 - r)(1 + r)))), n - 2 degrees of freedom: exact for
//             Pearson and normal values, approximate for Spearman
//
// r in [-1, 1]; p falls to 0 as r nears 1 or -1. Empty for n < 3 (two points lie on a line; scipy
// gives p = 1 or NaN), a value not finite, or x or y all equal. Source: scipy's pearsonr and
// spearmanr.
#pragma once

#include <optional>
#include <span>

namespace mmoe {

struct CorrelationTest {
  double r = 0;
  double p = 1;
};

/// Both throw RunError where the lengths of x and y differ.
std::optional<CorrelationTest> pearson_test(std::span<const double> x, std::span<const double> y);
std::optional<CorrelationTest> spearman_test(std::span<const double> x, std::span<const double> y);

}  // namespace mmoe
