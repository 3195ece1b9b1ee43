// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "claims/part.h"

namespace mmoe {

/// Returns `share` times the absolute mean of both.
double equality_margin(std::span<const double> a, std::span<const double> b, double share);

/// Returns whether the means of a and b, paired by run, differ by less than the margin: TOST.
/// p_against tests the opposite, one-sided in both directions (Bonferroni). Leaves the part's
/// `what` empty; estimate and interval are those of the mean of a - b.
Part test_equal_means(std::span<const double> a, std::span<const double> b, double share);

}  // namespace mmoe
