// SPDX-License-Identifier: Apache-2.0
#include "math/metrics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "math/loss.h"

namespace mmoe {
namespace {

/// Returns the mean of term(i) over the scores; empty if there are none, or if one is not finite.
template <typename Term>
std::optional<double> mean_of(std::span<const float> scores, Term term) {
  if (scores.empty() || !all_finite(scores)) return std::nullopt;
  double sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) sum += term(i);
  return sum / static_cast<double>(scores.size());
}

double squared_errors(std::span<const float> predictions, std::span<const float> labels) {
  double sum = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double error = static_cast<double>(predictions[i]) - labels[i];
    sum += error * error;
  }
  return sum;
}

/// Returns bits of x whose unsigned order is the order of floats; -0 and 0 are equal.
std::uint32_t ordered_bits(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x == 0 ? 0.0F : x);
  return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
}

}  // namespace

std::optional<double> mean_squared_error(std::span<const float> predictions,
                                         std::span<const float> labels) {
  if (labels.empty() || !all_finite(predictions)) return std::nullopt;
  return squared_errors(predictions, labels) / static_cast<double>(labels.size());
}

std::optional<double> r_squared(std::span<const float> predictions, std::span<const float> labels) {
  const auto mean = mean_of(labels, [&](std::size_t i) { return double{labels[i]}; });
  if (!mean || !all_finite(predictions)) return std::nullopt;
  double total = 0;
  for (const float y : labels) total += (y - *mean) * (y - *mean);
  if (total == 0) return std::nullopt;
  return 1 - squared_errors(predictions, labels) / total;
}

std::optional<double> area_under_roc(std::span<const float> scores, std::span<const float> labels) {
  if (!all_finite(scores)) return std::nullopt;
  // Score above, label below: one sort of plain integers orders both.
  std::vector<std::uint64_t> keys(scores.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = std::uint64_t{ordered_bits(scores[i])} << 1U | (labels[i] > 0.5F ? 1U : 0U);
  }
  std::sort(keys.begin(), keys.end());
  // Walk up the distinct scores. Counts half pairs, so that all sums are integers.
  std::uint64_t half_pairs = 0;
  std::uint64_t negatives_below = 0;
  std::uint64_t positives_total = 0;
  for (std::size_t i = 0; i < keys.size();) {
    const std::uint64_t score = keys[i] >> 1U;
    std::uint64_t negatives = 0;
    std::uint64_t positives = 0;
    for (; i < keys.size() && keys[i] >> 1U == score; ++i) {
      ((keys[i] & 1U) != 0 ? positives : negatives) += 1;
    }
    half_pairs += positives * (2 * negatives_below + negatives);
    negatives_below += negatives;
    positives_total += positives;
  }
  if (positives_total == 0 || negatives_below == 0) return std::nullopt;
  return static_cast<double>(half_pairs) /
         (2 * static_cast<double>(positives_total) * static_cast<double>(negatives_below));
}

std::optional<double> log_loss(std::span<const float> logits, std::span<const float> labels) {
  return mean_of(logits, [&](std::size_t i) {
    const double z = logits[i];
    return std::max(z, 0.0) - z * labels[i] + std::log1p(std::exp(-std::abs(z)));
  });
}

std::optional<double> accuracy(std::span<const float> logits, std::span<const float> labels) {
  return mean_of(logits,
                 [&](std::size_t i) { return (logits[i] > 0) == (labels[i] > 0.5F) ? 1.0 : 0.0; });
}

bool all_finite(std::span<const float> scores) {
  return std::all_of(scores.begin(), scores.end(), [](float s) { return std::isfinite(s); });
}

void to_probabilities(std::span<float> logits) {
  for (float& z : logits) z = static_cast<float>(sigmoid(z));
}

}  // namespace mmoe
