// SPDX-License-Identifier: Apache-2.0
// Moments and order statistics, the building blocks of summaries and tests. The caller ensures the
// preconditions: the stated number of values, all finite (see is_sample), with a finite sum.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mmoe {

/// Returns whether there are at least `minimum` values, all finite.
bool is_sample(std::span<const double> values, std::size_t minimum);

/// Throws RunError unless `a` and `b` have the same length.
void check_pairs(std::span<const double> a, std::span<const double> b);

/// Returns the arithmetic mean, n >= 1. Corrected once by the mean residual, so that equal values
/// give exactly that value and a large offset does not cost precision.
double mean(std::span<const double> values);

/// sqrt(sum (x - mean)^2 / (n - 1)), n >= 2, in two passes. Exactly 0 if all values are equal; does
/// not overflow or underflow unless the result does.
double standard_deviation(std::span<const double> values);

/// sqrt(sum (x - mean)^2 / n), n >= 1: of a population. Otherwise as standard_deviation.
double population_deviation(std::span<const double> values);

/// Returns standard_deviation squared, n >= 2.
double variance(std::span<const double> values);

/// Returns the middle value, or the mean of the two middle ones; n >= 1.
double median(std::span<const double> values);

/// Returns |x - median| of each value, n >= 1 (Brown and Forsythe's z).
std::vector<double> distances_from_median(std::span<const double> values);

/// Returns an ascending copy.
std::vector<double> sorted(std::span<const double> values);

/// Returns a quantile of ascending values, n >= 1, q in [0, 1]: linear between x[floor h] and the
/// next, with h = (n - 1) q from 0. Source: Hyndman and Fan 1996, type 7 (the default of R and
/// NumPy).
double quantile(std::span<const double> ascending, double q);

}  // namespace mmoe
