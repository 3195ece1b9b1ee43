// SPDX-License-Identifier: Apache-2.0
// The key of a stored trial: a hash of everything that determines the bytes of its record, so that
// a record is reused if and only if running the trial would give the same bytes.
#pragma once

#include <string>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Returns the SHA-256, 64 hex digits, of the trial's key, the model and training options that
/// differ from their defaults (with its own learning rate instead of the grid), its setting's data,
/// seed, run, and its model's entry in `signatures` (see model_signatures), which identifies the
/// program. So neither a new option nor a new model changes the identity of stored trials.
std::string trial_identity(const Experiment& experiment, const DataDescription& data,
                           const Trial& trial, const nlohmann::ordered_json& signatures);

}  // namespace mmoe
