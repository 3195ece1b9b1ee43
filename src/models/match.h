// SPDX-License-Identifier: Apache-2.0
// Models of equal size, as in Sec. 5.1 of the paper: finds the width whose paper count
// (Layout::paper_count) is nearest to a target, e.g. 113 for Shared-Bottom and 13,056.
#pragma once

#include "models/registry.h"

namespace mmoe {

/// Returns `options` (resolved) with every width of the model's bottom or experts set to the one
/// nearest to `target`; the narrower of two equally near. Throws InputError if no width reaches the
/// target.
nlohmann::ordered_json match_width(const ModelEntry& model, nlohmann::ordered_json options,
                                   const Problem& problem, Index target);

}  // namespace mmoe
