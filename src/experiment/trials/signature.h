// SPDX-License-Identifier: Apache-2.0
// One hash that stands for what this program computes on this machine: it changes with the numbers
// (another algorithm, compiler, instruction set or C library may change them) and with nothing
// else.
#pragma once

#include <cstddef>
#include <string>

#include "experiment/config/experiment.h"

namespace mmoe {

/// What is trained for it, for a dozen steps: every registered model with every initialisation and
/// with both optimisers.
Experiment signature_probe();

/// SHA-256, 64 hex digits, over the probe's trials on synthetic tasks and on one-hot inputs: their
/// records, weights and predictions bit by bit. The same for any number of jobs.
std::string signature_of(const Experiment& probe, std::size_t jobs);

/// That of signature_probe().
std::string compute_signature(std::size_t jobs);

/// The same, computed once.
const std::string& build_signature();

}  // namespace mmoe
