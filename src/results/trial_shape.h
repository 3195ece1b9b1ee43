// SPDX-License-Identifier: Apache-2.0
// Checks what a JSON Schema cannot: that the lengths of a trial's lists agree.
#pragma once

#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Returns the first problem: "curve.gates has another shape than gates: ..."; empty for a valid
/// trial.
std::string shape_fault(const TrialRecord& trial);

}  // namespace mmoe
