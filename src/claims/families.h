// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "experiment/catalogue.h"

namespace mmoe {

/// The texts of experiments/claims/*.json, by name.
const std::vector<BuiltIn>& claim_families();

}  // namespace mmoe
