// SPDX-License-Identifier: Apache-2.0
// Engagement and satisfaction of every arm over alpha, the weight of satisfaction in the ranking
// score, as expected values; and the alpha with which the arms are compared.
#pragma once

#include <vector>

#include "live/arm.h"
#include "live/live_users.h"
#include "live/request_block.h"

namespace mmoe {

/// By arm and alpha, the probabilities per impression; arms without alpha have one entry.
using AlphaCurve = std::vector<std::vector<TaskNumbers>>;

/// What is known of alpha before the test: only validation users give one.
class FrozenAlpha {
 public:
  double value() const { return value_; }
  /// What it costs the reference arm of its engagement on the validation users, relatively.
  double engagement_loss() const { return loss_; }

 private:
  FrozenAlpha(double value, double loss) : value_(value), loss_(loss) {}
  friend FrozenAlpha choose_alpha(const LiveWorld& world, const std::vector<LiveArm>& arms,
                                  const ValidationUsers& users, std::size_t jobs);
  double value_, loss_;
};

/// Returns the largest alpha with which the reference arm loses at most options.engagement_loss of
/// the engagement that it has with alpha 0.
FrozenAlpha choose_alpha(const LiveWorld& world, const std::vector<LiveArm>& arms,
                         const ValidationUsers& users, std::size_t jobs);

/// Returns which candidate the arm shows at a request. Of the arm that chooses at random the first:
/// candidates are drawn alike.
std::size_t shown_by(const LiveArm& arm, const RequestBlock& block, std::size_t request,
                     double alpha);
/// Returns the true probabilities of the candidate `shown` by the arm; of the arm that chooses at
/// random their expectation.
TaskNumbers expected_response(const LiveArm& arm, const RequestBlock& block, std::size_t request,
                              std::size_t shown);

/// Adds the expected responses of all requests of the block, by arm and alpha.
void add_to_curve(const RequestBlock& block, const std::vector<LiveArm>& arms,
                  const std::vector<double>& alphas, AlphaCurve& curve);

/// Returns a curve of zeros.
AlphaCurve empty_curve(const std::vector<LiveArm>& arms, const std::vector<double>& alphas);
void add(const AlphaCurve& part, AlphaCurve& sum);

}  // namespace mmoe
