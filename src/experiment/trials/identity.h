// SPDX-License-Identifier: Apache-2.0
// What a trial is stored under: a hash of all that determines the bytes of its record, so that a
// record is found again when, and only when, running the trial would give the same bytes.
#pragma once

#include <string>

#include "experiment/trials/trials.h"

namespace mmoe {

/// SHA-256, 64 hex digits, of the trial's key, its resolved model and training options (its own
/// learning rate in place of the grid), its setting's data, seed, run, and `signature`, which
/// stands for the program (see signature.h).
std::string trial_identity(const Experiment& experiment, const DataDescription& data,
                           const Trial& trial, const std::string& signature);

}  // namespace mmoe
