// SPDX-License-Identifier: Apache-2.0
// Power of the two-sided paired t test: the chance to see an effect that is there, and how many
// runs it would take. Of a one-sided test at level a, give 2a: the other tail hardly counts.
//
//   power(d_z, n) = P(|T'| > t(1 - level / 2, n - 1)), T' noncentral t, n - 1 degrees of freedom,
//   shifted by
//                   d_z sqrt(n)
//
// power is `level` at d_z = 0 and rises to 1 with |d_z| and with n. An effect estimated from few
// runs is itself uncertain, and so is what follows from it. Source: Cohen 1988, chapter 2.
#pragma once

#include <cstddef>
#include <optional>

namespace mmoe {

/// d_z is PairedTest::d_z, finite; n >= 2 pairs.
double paired_power(double d_z, std::size_t n, double level = 0.05);

/// Returns the fewest pairs, at least 2, with paired_power >= power. Empty if a million are too
/// few, as they are for d_z = 0.
std::optional<std::size_t> pairs_needed(double d_z, double power = 0.8, double level = 0.05);

}  // namespace mmoe
