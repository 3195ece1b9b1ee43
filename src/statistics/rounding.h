// SPDX-License-Identifier: Apache-2.0
// How far rounding alone may separate values that are equal in exact arithmetic, such as .4 - .3
// and .2 - .1.
#pragma once

#include <span>

namespace mmoe {

/// Returns 4 ulps of the largest of `values`: smaller differences between them are insignificant. 0
/// for no values; values must be finite.
double rounding_error(std::span<const double> values);

/// Returns the same over both sides of paired values, for their differences.
double rounding_error(std::span<const double> a, std::span<const double> b);

}  // namespace mmoe
