// SPDX-License-Identifier: Apache-2.0
// How much each option matters: Sobol' total indices of a surrogate's posterior mean over the whole
// space: the share of its variance that is left where all other options are known.
// Source: Jansen 1999, "Analysis of variance designs for model output".
#pragma once

#include <vector>

#include "tuning/surrogate.h"

namespace mmoe {

/// One per option, in [0, 1]; interactions count for each option in them, so that the sum may be
/// above 1. All 0 where the mean is the same everywhere.
std::vector<double> option_importances(const SearchSpace& space, const Surrogate& surrogate);

}  // namespace mmoe
