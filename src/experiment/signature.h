// SPDX-License-Identifier: Apache-2.0
// One hash that stands for what this program computes on this machine: it changes when, and only
// when, the numbers do (another algorithm, compiler, instruction set or C library may change them;
// a new help text does not).
#pragma once

#include <cstddef>
#include <string>

namespace mmoe {

/// SHA-256, 64 hex digits, over a few small trials: every registered model with both optimisers, on
/// dense and on sparse inputs; their records, weights and predictions bit by bit. The same for any
/// number of jobs.
std::string compute_signature(std::size_t jobs);

/// The same, computed once.
const std::string& build_signature();

}  // namespace mmoe
