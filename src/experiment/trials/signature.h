// SPDX-License-Identifier: Apache-2.0
// Signatures: hashes of what this program computes on this machine, one per model. A signature
// changes if and only if the model's numbers do (another algorithm, compiler, instruction set or C
// library may change them); other models do not affect it.
#pragma once

#include <cstddef>
#include <string>

#include "experiment/config/experiment.h"

namespace mmoe {

/// Returns the experiment that the signature trains for a dozen steps: the model with every
/// initialisation and both optimisers.
Experiment signature_probe(const ModelEntry& model);

/// Returns the SHA-256, 64 hex digits, over the probe's trials on synthetic tasks and on one-hot
/// inputs: the bits of their records, weights and predictions. Independent of the number of jobs.
std::string signature_of(const Experiment& probe, std::size_t jobs);

/// Returns the signature of signature_probe(model), computed once per process.
std::string model_signature(const ModelEntry& model);

/// Returns the signatures of the experiment's models, by the name of the model.
nlohmann::ordered_json model_signatures(const Experiment& experiment);

/// Computes the hash over the signatures of all registered models, without caching.
std::string compute_signature(std::size_t jobs);

}  // namespace mmoe
