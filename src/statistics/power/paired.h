// SPDX-License-Identifier: Apache-2.0
// Power of the two-sided paired t test: the probability to detect an effect, and the number of runs
// needed. For a one-sided test at level a, pass 2a: the other tail is negligible.
//
//   power(d_z, n) = P(|T'| > t(1 - level / 2, n - 1)), T' noncentral t, n - 1 degrees of freedom,
//   shifted by
//                   d_z sqrt(n)
//
// power is `level` at d_z = 0 and rises to 1 with |d_z| and with n. An effect estimated from few
// runs is itself uncertain, and so is the power computed from it. Source: Cohen 1988, chapter 2.
#pragma once

#include <cstddef>
#include <optional>

namespace mmoe {

/// d_z is PairedTest::d_z, finite; n >= 2 pairs.
double paired_power(double d_z, std::size_t n, double level = 0.05);

/// Returns the least number of pairs, at least 2, with paired_power >= power. Empty if a million is
/// too few, as for d_z = 0.
std::optional<std::size_t> pairs_needed(double d_z, double power = 0.8, double level = 0.05);

}  // namespace mmoe
