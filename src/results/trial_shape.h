// SPDX-License-Identifier: Apache-2.0
// What a JSON Schema cannot say of a trial: that its lists have the lengths of one another.
#pragma once

#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Returns the first thing that is wrong: "curve.gates has another shape than gates: ..."; empty
/// for a sound trial.
std::string shape_fault(const TrialRecord& trial);

}  // namespace mmoe
