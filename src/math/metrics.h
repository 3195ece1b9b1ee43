// SPDX-License-Identifier: Apache-2.0
// Metrics of one task over N examples. Sums in double. A metric that the data leave undefined is
// empty (null in JSON), never 0 or NaN; so is every metric of scores that are not all finite.
#pragma once

#include <optional>
#include <span>

namespace mmoe {

/// Mean squared error, mean (prediction - label)^2. Empty for N = 0.
std::optional<double> mean_squared_error(std::span<const float> predictions,
                                         std::span<const float> labels);

/// R^2 = 1 - sum (y - o)^2 / sum (y - mean y)^2. 1 is perfect, 0 is no better than the mean,
/// negative is worse. Empty where all labels are equal, or N = 0.
std::optional<double> r_squared(std::span<const float> predictions, std::span<const float> labels);

/// Area under the ROC curve: the share of (positive, negative) pairs that `scores` puts in order,
/// ties counting one half (Mann-Whitney U over average ranks; exact). Labels are 0 or 1.
/// Empty where a class is missing.
std::optional<double> area_under_roc(std::span<const float> scores, std::span<const float> labels);

/// Mean binary cross-entropy from logits (see math/loss.h). Empty for N = 0.
std::optional<double> log_loss(std::span<const float> logits, std::span<const float> labels);

/// Share of examples whose logit is on the label's side of 0; a logit of 0 counts as class 0, as a
/// probability of exactly 1/2 does not exceed 1/2. Empty for N = 0.
std::optional<double> accuracy(std::span<const float> logits, std::span<const float> labels);

/// sigmoid of each logit, in place.
void to_probabilities(std::span<float> logits);

}  // namespace mmoe
