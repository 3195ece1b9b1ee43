// SPDX-License-Identifier: Apache-2.0
// Moments and order statistics: the parts that every summary and test is made of.
// Preconditions are the caller's: as many values as each comment says, finite (is_sample asks), and
// a finite sum.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mmoe {

/// True for at least `minimum` values, all of them finite.
bool is_sample(std::span<const double> values, std::size_t minimum);

/// Throws RunError unless `a` and `b` have the same length.
void check_pairs(std::span<const double> a, std::span<const double> b);

/// Arithmetic mean, n >= 1. Corrected once by the mean residual, so that equal values give exactly
/// that value and a large offset costs no digits.
double mean(std::span<const double> values);

/// sqrt(sum (x - mean)^2 / (n - 1)), n >= 2, in two passes. Exactly 0 where all values are equal;
/// neither overflows nor underflows before its result does.
double standard_deviation(std::span<const double> values);

/// standard_deviation squared, n >= 2.
double variance(std::span<const double> values);

/// Returns the middle value, or the mean of the two middle ones; n >= 1.
double median(std::span<const double> values);

/// |x - median| of each value, n >= 1: how far values scatter (Brown and Forsythe's z).
std::vector<double> distances_from_median(std::span<const double> values);

/// Ascending copy.
std::vector<double> sorted(std::span<const double> values);

/// Quantile of ascending values, n >= 1, q in [0, 1]: linear between x[floor h] and the next, with
/// h = (n - 1) q from 0. Source: Hyndman and Fan 1996, type 7 (the default of R and NumPy).
double quantile(std::span<const double> ascending, double q);

}  // namespace mmoe
