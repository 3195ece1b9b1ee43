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

using Example = std::pair<float, float>;  // probability, label

/// Calls use(bin, examples) for the examples of each probability, in ascending order.
template <typename Use>
void for_each_tie(std::span<const float> probabilities, std::span<const float> labels,
                  const Use& use) {
  const std::size_t n = labels.size();
  std::vector<Example> examples(n);
  for (std::size_t i = 0; i < n; ++i) examples[i] = {probabilities[i], labels[i]};
  std::ranges::sort(examples);
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first;
    while (last < n && examples[last].first == examples[first].first) ++last;
    use((first + last) * kCalibrationBins / (2 * n),
        std::span(examples).subspan(first, last - first));
    first = last;
  }
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
  std::array<double, kCalibrationBins> excess{};  // sum of (probability - label)
  for_each_tie(probabilities, labels, [&](std::size_t bin, std::span<const Example> alike) {
    double sum = 0;
    for (const auto& [probability, label] : alike) sum += double{probability} - double{label};
    excess[bin] += sum;
  });
  double error = 0;
  for (const double sum : excess) error += std::abs(sum);
  return error / static_cast<double>(n);
}

std::vector<CalibrationBin> calibration_bins(std::span<const float> probabilities,
                                             std::span<const float> labels) {
  if (!all_finite(probabilities)) return {};
  std::array<CalibrationBin, kCalibrationBins> sums{};
  std::array<std::size_t, kCalibrationBins> counts{};
  for_each_tie(probabilities, labels, [&](std::size_t bin, std::span<const Example> alike) {
    for (const auto& [probability, label] : alike) {
      sums[bin].predicted += probability;
      sums[bin].observed += label;
    }
    counts[bin] += alike.size();
  });
  std::vector<CalibrationBin> bins;
  for (std::size_t b = 0; b < kCalibrationBins; ++b) {
    if (counts[b] == 0) continue;
    const auto n = static_cast<double>(counts[b]);
    bins.push_back({sums[b].predicted / n, sums[b].observed / n});
  }
  return bins;
}

}  // namespace mmoe
