// SPDX-License-Identifier: Apache-2.0
// Power of TOST (statistics/tost.h): the chance to show a mean paired difference within a margin
// that is within it, and how many pairs that takes. Both tails count: at a difference of 0 a test
// that knew one tail would promise power 0.8 where there is 0.6.
//
//   TOST rejects where |mean| < margin - t s / sqrt(n), t the quantile 1 - level at n - 1. With
//   the sd known to be s, the chance is
//     Phi(sqrt(n) (margin - difference) - t s) - Phi(-sqrt(n) (margin + difference) + t s)
//   where that is positive; power is its mean over the distribution of s, all in units of the
//   true sd.
//
// Source: Schuirmann 1987; Phillips 1990.
#pragma once

#include <cstddef>
#include <optional>

namespace mmoe {

/// In units of the differences' standard deviation; margin >= 0, n >= 2.
double tost_power(double difference, double margin, std::size_t n, double level = 0.05);

/// Returns the fewest pairs, at least 2, with tost_power >= power; empty if a million are too
/// few, as they are for |difference| >= margin.
std::optional<std::size_t> tost_pairs_needed(double difference, double margin, double power = 0.8,
                                             double level = 0.05);

}  // namespace mmoe
