// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/gate_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mmoe {

std::vector<std::size_t> order_by_first_task(const Gates& gates) {
  if (gates.empty()) return {};
  std::vector<std::size_t> order(gates[0].size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    for (const auto& task : gates) {
      if (task[a] != task[b]) return task[a] > task[b];
    }
    return false;
  });
  return order;
}

Gates in_order(const Gates& gates, const std::vector<std::size_t>& order) {
  Gates ordered;
  for (const auto& task : gates) {
    std::vector<double>& row = ordered.emplace_back();
    for (const std::size_t expert : order) row.push_back(task[expert]);
  }
  return ordered;
}

Gates ordered_by_first_task(const Gates& gates) {
  return in_order(gates, order_by_first_task(gates));
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
