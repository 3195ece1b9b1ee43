// SPDX-License-Identifier: Apache-2.0
// The arms of a live test: who chooses which candidate a user is shown.
#pragma once

#include <string>
#include <vector>

namespace mmoe {

struct LiveArm {
  std::string name, title;
  /// By log p_E + alpha log p_S of a judge: a model, by its place, or the truth, behind the models.
  /// Empty of the arm that chooses at random.
  int judge = -1;
  bool by_engagement_alone = false;  // alpha is 0

  bool is_random() const { return judge < 0; }
  bool has_alpha() const { return !is_random() && !by_engagement_alone; }
};

/// Returns, for labels of models: Single-Task's engagement alone where it is among them, each
/// model, random, and the oracle, who knows the probabilities.
std::vector<LiveArm> live_arms(const std::vector<std::string>& models);

/// The arm with which alpha is chosen, and over which the others' lift is given.
inline constexpr const char* kReferenceArm = "shared-bottom";

/// Returns the place of the arm of that name; throws std::out_of_range if there is none.
std::size_t arm_named(const std::vector<LiveArm>& arms, const std::string& name);

}  // namespace mmoe
