// SPDX-License-Identifier: Apache-2.0
// Power of TOST (statistics/tost.h): the probability to show that a mean paired difference is
// within a margin if it is, and the number of pairs needed. Both tails count: at a difference of 0,
// one tail alone would give a power of 0.8 where the true one is 0.6.
//
//   TOST rejects where |mean| < margin - t s / sqrt(n), t the quantile 1 - level at n - 1. With
//   the sd known to be s, the probability is
//     Phi(sqrt(n) (margin - difference) - t s) - Phi(-sqrt(n) (margin + difference) + t s)
//   if that is positive; power is its mean over the distribution of s, all in units of the
//   true sd.
//
// Source: Schuirmann 1987; Phillips 1990.
#pragma once

#include <cstddef>
#include <optional>

namespace mmoe {

/// In units of the differences' standard deviation; margin >= 0, n >= 2.
double tost_power(double difference, double margin, std::size_t n, double level = 0.05);

/// Returns the least number of pairs, at least 2, with tost_power >= power; empty if a million is
/// too few, as for |difference| >= margin.
std::optional<std::size_t> tost_pairs_needed(double difference, double margin, double power = 0.8,
                                             double level = 0.05);

}  // namespace mmoe
