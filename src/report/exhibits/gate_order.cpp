// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/gate_order.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace mmoe {

Gates ordered_by_first_task(const Gates& gates) {
  if (gates.empty()) return {};
  std::vector<std::vector<double>> experts(gates[0].size());  // [n][K]
  for (const auto& task : gates) {
    for (std::size_t e = 0; e < task.size(); ++e) experts[e].push_back(task[e]);
  }
  std::ranges::sort(experts, std::greater());
  Gates ordered(gates.size());
  for (const auto& expert : experts) {
    for (std::size_t k = 0; k < gates.size(); ++k) ordered[k].push_back(expert[k]);
  }
  return ordered;
}

std::optional<double> gate_distance(const Gates& gates) {
  double sum = 0;
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < gates.size(); ++a) {
    for (std::size_t b = a + 1; b < gates.size(); ++b, ++pairs) {
      for (std::size_t e = 0; e < gates[a].size(); ++e) {
        sum += std::abs(gates[a][e] - gates[b][e]) / 2;
      }
    }
  }
  return pairs > 0 ? std::optional(sum / static_cast<double>(pairs)) : std::nullopt;
}

std::optional<double> gate_entropy(const std::vector<double>& weights) {
  if (weights.size() < 2) return std::nullopt;
  double entropy = 0;
  for (const double weight : weights) {
    if (weight > 0) entropy -= weight * std::log(weight);
  }
  return entropy / std::log(static_cast<double>(weights.size()));
}

}  // namespace mmoe
