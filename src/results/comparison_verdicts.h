// SPDX-License-Identifier: Apache-2.0
// What the differences of a comparison are worth, all its tests taken together.
#pragma once

#include "results/result_comparison.h"

namespace mmoe {

/// Corrects p over all differences and the looks, says which changes would have passed unseen, and
/// gives each difference its verdict. alpha, threshold and looks of `comparison` are set.
void correct_and_judge(ResultComparison& comparison);

}  // namespace mmoe
