// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "claims/part.h"

namespace mmoe {

/// Whether a and b, paired by run, differ by less than a margin in the median: two one-sided sign
/// tests (TOST), of the differences plus and minus the margin, which is `share` of the median of
/// both, in size. p_against is of the opposite, to either side (Bonferroni). Of the part it leaves
/// `what` empty; estimate and interval are of the median of a - b.
Part test_equal_medians(std::span<const double> a, std::span<const double> b, double share);

}  // namespace mmoe
