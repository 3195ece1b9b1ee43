// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mmoe {

/// Returns how many cores this process may use, at least 1: its affinity (taskset, Slurm), and no
/// more than the quota of its control group (containers), rounded up.
std::size_t available_cores();

}  // namespace mmoe
