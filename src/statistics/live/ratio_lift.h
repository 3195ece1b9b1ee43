// SPDX-License-Identifier: Apache-2.0
// The relative lift of one arm of a live test over another, with its error over the draw of users,
// and what a test of such a size can see.
//
//   lift      R_a / R_b - 1, R and l_u as in user_ratio.h
//   q         R_a / R_b
//   paired    var(lift) = var(l_a - q l_b) / (U R_b^2): every user is in both arms
//   split     var(lift) = (var(l_a) / U_a + q^2 var(l_b) / U_b) / R_b^2
//   power     Phi(|lift| / se - z) + Phi(-|lift| / se - z), z = Phi^-1(1 - level / 2)
//
// by the delta method; intervals and p-values are normal. Good for many users, and for an R_b
// many standard errors above 0. A lift is empty where a side has no ratio (fewer than two users, a
// value not finite, no impressions), and unless R_b > 0. An arm whose sums are all 0 has lift -1
// with a standard error of 0 if users are split.
#pragma once

#include <optional>
#include <span>

#include "statistics/interval.h"
#include "statistics/live/user_ratio.h"

namespace mmoe {

struct Lift {
  double lift = 0;
  double standard_error = 0;
};

/// Users in both arms, a[u] and b[u] of the same one. Throws RunError if the numbers differ.
std::optional<Lift> paired_lift(std::span<const UserTotal> a, std::span<const UserTotal> b);

/// Users split between the arms.
std::optional<Lift> independent_lift(std::span<const UserTotal> a, std::span<const UserTotal> b);
std::optional<Lift> independent_lift(const UserRatio& a, const UserRatio& b);

/// lift -+ Phi^-1((1 + confidence) / 2) se.
Interval lift_interval(const Lift& lift, double confidence = kConfidence);

/// Two-sided, of no lift. 1 where the standard error is 0: users that are all alike tell nothing of
/// how users vary.
double lift_p_value(const Lift& lift);

/// Returns the power of the two-sided test: `level` without a lift; 1 where the standard error is 0
/// and the lift is not.
double lift_power(double true_lift, double standard_error, double level = 0.05);

/// Returns how many times as many users, in both arms, give the test this power:
/// (se (z + Phi^-1(power)) / lift)^2, below 1 if fewer do. Leaves out the tail on the other side,
/// which adds less than 1e-5 to a power of 0.8 at level 0.05. Empty without a lift.
std::optional<double> users_for_power(double true_lift, double standard_error, double power = 0.8,
                                      double level = 0.05);

}  // namespace mmoe
