// SPDX-License-Identifier: Apache-2.0
// How far apart rounding alone puts values that are equal on paper, as .4 - .3 and .2 - .1 are.
#pragma once

#include <span>

namespace mmoe {

/// 4 ulps of the largest of `values`: differences between them that are no greater mean nothing.
/// 0 for no values; values finite.
double rounding_error(std::span<const double> values);

/// Returns the same of both sides of paired values: for their differences.
double rounding_error(std::span<const double> a, std::span<const double> b);

}  // namespace mmoe
