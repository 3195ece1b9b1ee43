// SPDX-License-Identifier: Apache-2.0
// Failures of a mixture of experts, seen in its mean gate weights [K][n].
//
//   collapsed  one expert takes more than 0.95 of a task's weight
//   dead       no task gives an expert more than 0.05 / n, a twentieth of its even share
//   identical  all tasks weigh every expert within 0.1 / n of each other: MMoE then is OMoE
#pragma once

#include <string>
#include <vector>

#include "results/result_reader.h"

namespace mmoe {

struct GateHealth {
  std::vector<std::size_t> collapsed;  // tasks
  std::vector<std::size_t> dead;       // experts
  bool identical = false;              // false for one task
};

GateHealth gate_health(const Gates& gates);

}  // namespace mmoe
