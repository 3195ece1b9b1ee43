// SPDX-License-Identifier: Apache-2.0
// CUPED: the lift of a live test with less noise, by what its users did before it began.
//
//   c_u       linearised values (user_ratio.h) of the period before the test, of both arms' users
//             together: one ratio for both, so that the mean of c in an arm shows how it was dealt
//   theta     cov(l, c) / var(c) within the arms, both arms together
//   R'        R - theta mean(c) in each arm, l' = l - theta (c - mean(c))
//   adjusted  the lift of users that are split (ratio_lift.h), of R' and l'
//
// Unbiased, since before the test the arms expect the same c; the variance falls to about 1 - rho^2
// of what it was, rho the correlation of l and c. A user unseen before the test counts with 0
// impressions and c = 0. Source: Deng, Xu, Kohavi and Walker 2013; of ratios: arXiv 2401.04062.
#pragma once

#include <optional>
#include <span>

#include "statistics/live/ratio_lift.h"

namespace mmoe {

struct CupedLift {
  Lift adjusted;
  double theta = 0;           // 0 where c does not vary
  double variance_ratio = 1;  // of the adjusted lift to the lift as it is; 1 if neither varies
};

/// `before_a[u]` is of the same user as `a[u]`, before the test. Empty where the lift is, as it is
/// or adjusted, or where the period before has no ratio. Throws RunError if the numbers of users
/// differ.
std::optional<CupedLift> cuped_lift(std::span<const UserTotal> a,
                                    std::span<const UserTotal> before_a,
                                    std::span<const UserTotal> b,
                                    std::span<const UserTotal> before_b);

}  // namespace mmoe
