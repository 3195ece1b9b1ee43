// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/gate_health.h"

#include <algorithm>

namespace mmoe {

GateHealth gate_health(const Gates& gates) {
  GateHealth health;
  if (gates.empty() || gates[0].size() < 2) return health;
  const std::size_t experts = gates[0].size();
  const double even = 1 / static_cast<double>(experts);
  for (std::size_t k = 0; k < gates.size(); ++k) {
    if (*std::max_element(gates[k].begin(), gates[k].end()) > 0.95) health.collapsed.push_back(k);
  }
  health.identical = gates.size() > 1;
  for (std::size_t e = 0; e < experts; ++e) {
    double least = 1;
    double most = 0;
    for (const auto& task : gates) {
      least = std::min(least, task[e]);
      most = std::max(most, task[e]);
    }
    if (most < 0.05 * even) health.dead.push_back(e);
    if (most - least > 0.1 * even) health.identical = false;
  }
  return health;
}

}  // namespace mmoe
