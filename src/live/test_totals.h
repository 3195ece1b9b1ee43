// SPDX-License-Identifier: Apache-2.0
// What the test users did, in both readings: every user under every arm, by the true probabilities;
// and each user under the arm that the user was given, by drawn responses.
#pragma once

#include <array>
#include <vector>

#include "live/alpha_curve.h"
#include "statistics/live/ratio_lift.h"

namespace mmoe {

/// Of engagement and of satisfaction, by user.
using UserTotals = std::array<std::vector<UserTotal>, 2>;

struct TestTotals {
  std::vector<UserTotals> truth, drawn;  // by arm
  UserTotals before;  // of as many requests before the test, which the logging policy answered
  AlphaCurve curve;   // sums over all impressions
};

/// Returns the totals of all test users at the frozen alpha, and their curve.
TestTotals run_test(const LiveWorld& world, const std::vector<LiveArm>& arms,
                    const TestUsers& users, const FrozenAlpha& alpha, std::size_t jobs);

}  // namespace mmoe
