// SPDX-License-Identifier: Apache-2.0
#include "math/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "math/metrics.h"

namespace mmoe {
namespace {

double total(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += value;
  return sum;
}

}  // namespace

std::optional<double> normalised_entropy(std::span<const float> logits,
                                         std::span<const float> labels) {
  const auto loss = log_loss(logits, labels);
  if (!loss) return std::nullopt;
  const double rate = total(labels) / static_cast<double>(labels.size());
  if (rate <= 0 || rate >= 1) return std::nullopt;
  return *loss / (-rate * std::log(rate) - (1 - rate) * std::log1p(-rate));
}

std::optional<double> calibration_ratio(std::span<const float> probabilities,
                                        std::span<const float> labels) {
  const double positives = total(labels);
  if (positives == 0 || !all_finite(probabilities)) return std::nullopt;
  return total(probabilities) / positives;
}

std::optional<double> calibration_error(std::span<const float> probabilities,
                                        std::span<const float> labels) {
  const std::size_t n = labels.size();
  if (n == 0 || !all_finite(probabilities)) return std::nullopt;
  std::vector<std::pair<float, float>> examples(n);  // probability, label
  for (std::size_t i = 0; i < n; ++i) examples[i] = {probabilities[i], labels[i]};
  std::ranges::sort(examples);
  std::array<double, kCalibrationBins> excess{};  // sum of (probability - label)
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first;
    double sum = 0;
    for (; last < n && examples[last].first == examples[first].first; ++last) {
      sum += double{examples[last].first} - double{examples[last].second};
    }
    excess[(first + last) * kCalibrationBins / (2 * n)] += sum;
    first = last;
  }
  double error = 0;
  for (const double sum : excess) error += std::abs(sum);
  return error / static_cast<double>(n);
}

}  // namespace mmoe
