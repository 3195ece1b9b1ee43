// SPDX-License-Identifier: Apache-2.0
// A ratio of sums over users, such as engagements per impression, and its error over the draw of
// users: users are what a live test splits, and the impressions of one user resemble each other.
//
//   R         sum_u x_u / sum_u n_u
//   l_u       (x_u - R n_u) / nbar, nbar the mean of n_u: linearised values, of mean 0
//   var(R)    var(l) / U, sample variance (the delta method)
//
// Errors computed from single impressions are too small. Source: Deng, Knoblich and Lu 2018,
// "Applying the delta method in metric analytics"; Budylin et al. 2018 (linearisation).
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mmoe {

/// Of one user: the sum of a metric over impressions, and the number of impressions.
struct UserTotal {
  double sum = 0;
  double count = 0;  // >= 0
};

struct UserRatio {
  double ratio = 0;
  std::vector<double> linearised;  // [U]
};

/// Empty for fewer than two users, a value that is not finite, or counts that are all 0.
std::optional<UserRatio> user_ratio(std::span<const UserTotal> users);

/// Returns the standard error of a ratio, or of any mean, with these linearised values, U >= 2.
double ratio_error(std::span<const double> linearised);

}  // namespace mmoe
