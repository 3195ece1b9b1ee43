// SPDX-License-Identifier: Apache-2.0
// What a trial is stored under: a hash of all that determines the bytes of its record, so that a
// record is found again when, and only when, running the trial would give the same bytes.
#pragma once

#include <string>

#include "experiment/trials/trials.h"

namespace mmoe {

/// SHA-256, 64 hex digits, of the trial's key, the model and training options that depart from
/// their defaults (its own learning rate in place of the grid), its setting's data, seed, run, and
/// of `signatures` (see model_signatures) its own model's, which stands for the program. So neither
/// a new option nor a new model gives a stored trial another identity.
std::string trial_identity(const Experiment& experiment, const DataDescription& data,
                           const Trial& trial, const nlohmann::ordered_json& signatures);

}  // namespace mmoe
