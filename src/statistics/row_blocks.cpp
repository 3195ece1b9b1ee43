// SPDX-License-Identifier: Apache-2.0
#include "statistics/row_blocks.h"

#include <fmt/format.h>

#include "base/error.h"
#include "statistics/delong.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

double square(double x) { return x * x; }

void check_blocks(std::span<const std::uint8_t> block, const std::vector<double>& labels) {
  if (block.size() == labels.size()) return;
  throw RunError(fmt::format("{} rows in blocks, of {}", block.size(), labels.size()));
}

}  // namespace

std::optional<std::vector<double>> auc_blocks(const std::vector<double>& scores,
                                              const std::vector<double>& labels,
                                              std::span<const std::uint8_t> block) {
  check_blocks(block, labels);
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

std::optional<std::vector<double>> r_squared_blocks(const std::vector<double>& predictions,
                                                    const std::vector<double>& labels,
                                                    std::span<const std::uint8_t> block) {
  check_blocks(block, labels);
  check_pairs(predictions, labels);
  if (!is_sample(predictions, 2) || !is_sample(labels, 2)) return {};
  const double mean_label = mean(labels);
  double errors = 0, spread = 0;  // N S and N V
  for (std::size_t i = 0; i < labels.size(); ++i) {
    errors += square(labels[i] - predictions[i]);
    spread += square(labels[i] - mean_label);
  }
  if (spread == 0) return {};
  std::vector<double> sums(kRowBlocks, 0.0);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sums.at(block[i]) +=
        (errors / spread * square(labels[i] - mean_label) - square(labels[i] - predictions[i])) /
        spread;
  }
  return sums;
}

double block_variance(std::span<const double> blocks) {
  return variance(blocks) * static_cast<double>(blocks.size());
}

}  // namespace mmoe
