// SPDX-License-Identifier: Apache-2.0
// Off-policy data: rows of the log whose item was drawn uniformly from the candidates, and what
// each arm would have shown there.
#pragma once

#include <array>
#include <vector>

#include "live/arm.h"
#include "live/request_block.h"
#include "statistics/live/off_policy.h"

namespace mmoe {

/// Of one arm, by task (engagement, satisfaction).
struct LoggedArm {
  std::array<std::vector<LoggedImpression>, 2> impressions;
  TaskNumbers truth{};  // the true value of the arm's choices on these rows, per impression
};

/// Returns them by arm. Takes options.off_policy_rows rows far behind those that models were
/// trained on, users that the log knows. Predictions are those of the arm's judge; of the arm that
/// chooses at random there is nothing.
std::vector<LoggedArm> logged_rows(const LiveWorld& world, const std::vector<LiveArm>& arms,
                                   double alpha, std::size_t jobs);

}  // namespace mmoe
