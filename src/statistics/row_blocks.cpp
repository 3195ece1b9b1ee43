// SPDX-License-Identifier: Apache-2.0
#include "statistics/row_blocks.h"

#include <fmt/format.h>

#include "base/error.h"
#include "statistics/delong.h"
#include "statistics/sample.h"

namespace mmoe {

std::optional<std::vector<double>> auc_blocks(const std::vector<double>& scores,
                                              const std::vector<double>& labels,
                                              std::span<const std::uint8_t> block) {
  if (block.size() != labels.size()) {
    throw RunError(fmt::format("{} rows in blocks, of {}", block.size(), labels.size()));
  }
  const auto components = auc_components(scores, labels);
  if (!components) return {};
  const auto& [positive, negative] = *components;
  const double auc = auc_of(*components);
  std::vector<double> sums(kRowBlocks, 0.0);
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    sums.at(block[row]) += labels[row] > 0.5
                               ? (positive[i++] - auc) / static_cast<double>(positive.size())
                               : (negative[j++] - auc) / static_cast<double>(negative.size());
  }
  return sums;
}

double block_variance(std::span<const double> blocks) {
  return variance(blocks) * static_cast<double>(blocks.size());
}

}  // namespace mmoe
