// SPDX-License-Identifier: Apache-2.0
// Hashes that stand for what this program computes on this machine, one per model: each changes
// with the model's numbers (another algorithm, compiler, instruction set or C library may change
// them) and with nothing else, so that another model leaves it as it is.
#pragma once

#include <cstddef>
#include <string>

#include "experiment/config/experiment.h"

namespace mmoe {

/// What is trained for it, for a dozen steps: the model with every initialisation and with both
/// optimisers.
Experiment signature_probe(const ModelEntry& model);

/// SHA-256, 64 hex digits, over the probe's trials on synthetic tasks and on one-hot inputs: their
/// records, weights and predictions bit by bit. The same for any number of jobs.
std::string signature_of(const Experiment& probe, std::size_t jobs);

/// Returns that of signature_probe(model), computed once per process.
std::string model_signature(const ModelEntry& model);

/// Returns the signatures of the experiment's models, by the name of the model.
nlohmann::ordered_json model_signatures(const Experiment& experiment);

/// Computes the hash over the signatures of all registered models, each anew.
std::string compute_signature(std::size_t jobs);

}  // namespace mmoe
