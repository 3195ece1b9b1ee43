// SPDX-License-Identifier: Apache-2.0
// Metrics of one task over N examples. Sums in double. A metric that is undefined on the data is
// empty (null in JSON), never 0 or NaN; so is every metric if any score is not finite.
#pragma once

#include <optional>
#include <span>

namespace mmoe {

/// Mean squared error, mean (prediction - label)^2. Empty for N = 0.
std::optional<double> mean_squared_error(std::span<const float> predictions,
                                         std::span<const float> labels);

/// R^2 = 1 - sum (y - o)^2 / sum (y - mean y)^2. 1 is perfect, 0 is no better than the mean,
/// negative is worse. Empty if all labels are equal, or N = 0.
std::optional<double> r_squared(std::span<const float> predictions, std::span<const float> labels);

/// Area under the ROC curve: the fraction of (positive, negative) pairs that `scores` ranks
/// correctly, ties counting one half (Mann-Whitney U over average ranks; exact). Labels are 0 or 1.
/// Empty if a class is missing.
std::optional<double> area_under_roc(std::span<const float> scores, std::span<const float> labels);

/// Mean binary cross-entropy from logits (see math/loss.h). Empty for N = 0.
std::optional<double> log_loss(std::span<const float> logits, std::span<const float> labels);

/// Fraction of examples whose predicted class is the label. Class 1 is predicted if the logit is
/// above 0: a logit of 0 counts as class 0. Empty for N = 0.
std::optional<double> accuracy(std::span<const float> logits, std::span<const float> labels);

/// Returns whether no score is NaN or infinite.
bool all_finite(std::span<const float> scores);

/// Replaces each logit by its sigmoid.
void to_probabilities(std::span<float> logits);

}  // namespace mmoe
