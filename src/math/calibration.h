// SPDX-License-Identifier: Apache-2.0
// How far the predicted probabilities of a binary task agree with its labels. As in math/metrics.h
// sums are in double, and a metric is empty where it is undefined or a score is not finite.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mmoe {

/// Log-loss divided by the entropy of the labels, -r log r - (1 - r) log(1 - r) at their rate r: 0
/// is perfect, 1 no better than predicting r for all. So tasks of different rates compare. (He et
/// al., Practical lessons from predicting clicks on ads at Facebook, 2014.) Empty if a class is
/// missing.
std::optional<double> normalised_entropy(std::span<const float> logits,
                                         std::span<const float> labels);

/// Sum of the probabilities divided by the number of positives: 1 if right on average, above 1 if
/// too high. Empty if there are no positives.
std::optional<double> calibration_ratio(std::span<const float> probabilities,
                                        std::span<const float> labels);

/// Number of bins of calibration_error.
inline constexpr std::size_t kCalibrationBins = 20;

/// Expected calibration error: examples in order of probability are divided into 20 bins of equal
/// count, and |mean probability - rate of positives| of each bin is averaged over examples. Equal
/// probabilities share a bin, the one that the middle of them falls into: the order of examples
/// does not matter, and a constant has |p - r|. 0 is perfect; right probabilities too have a small
/// error of bins of few examples, about sqrt(2 r (1 - r) / (pi n)) at n examples per bin. Empty for
/// N = 0.
std::optional<double> calibration_error(std::span<const float> probabilities,
                                        std::span<const float> labels);

/// One bin of calibration_error: the mean probability of its examples, and the rate of positives.
struct CalibrationBin {
  double predicted = 0, observed = 0;
};

/// Returns the bins that have examples, in order of probability: what a reliability diagram shows.
/// Empty for N = 0 or a score that is not finite.
std::vector<CalibrationBin> calibration_bins(std::span<const float> probabilities,
                                             std::span<const float> labels);

}  // namespace mmoe
