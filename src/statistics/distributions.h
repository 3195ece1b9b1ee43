// SPDX-License-Identifier: Apache-2.0
// The distributions behind the tests, from Boost.Math. Tails are computed directly, never as 1 -
// cdf, so that small p-values keep their precision. `dof` are degrees of freedom, > 0.
#pragma once

#include <cstddef>

namespace mmoe {

/// P(Z <= z) of the standard normal. 0 and 1 at minus and plus infinity.
double normal_cdf(double z);

/// Returns the z with P(Z <= z) = p. Minus and plus infinity at 0 and 1.
double normal_quantile(double p);

/// P(T > t) of Student's t. 1 and 0 at minus and plus infinity, 1/2 at 0.
double student_upper(double t, double dof);

/// P(|T| > |t|) of Student's t: the two-sided p-value. 1 at 0, 0 at infinity.
double student_two_sided(double t, double dof);

/// Returns the t with P(T > t) = tail, tail in (0, 1).
double student_upper_quantile(double tail, double dof);

/// P(|T| > t) of the noncentral t with noncentrality `shift`, t >= 0.
double noncentral_student_two_sided(double t, double dof, double shift);

/// P(B <= k) heads of n fair coins.
double fair_coins_lower(std::size_t k, std::size_t n);

/// P(B >= k) heads of n coins that fall on heads with probability `share`.
double coins_upper(std::size_t k, std::size_t n, double share);

/// Density of sqrt(chi-squared / dof) at s >= 0: of a standard deviation over its true value.
double sd_ratio_density(double s, double dof);

/// P(F > f) of Fisher's F, f >= 0.
double fisher_upper(double f, double dof_between, double dof_within);

}  // namespace mmoe
