// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/user_ratio.h"

#include <cmath>

#include "statistics/sample.h"

namespace mmoe {

std::optional<UserRatio> user_ratio(std::span<const UserTotal> users) {
  double sum = 0;
  double count = 0;
  for (const UserTotal& user : users) {
    sum += user.sum;
    count += user.count;
  }
  UserRatio found{.ratio = sum / count, .linearised = {}};
  const double mean_count = count / static_cast<double>(users.size());
  found.linearised.reserve(users.size());
  for (const UserTotal& user : users) {
    found.linearised.push_back((user.sum - found.ratio * user.count) / mean_count);
  }
  // A value that is not finite, or a count of 0, leaves all of them undefined.
  if (!is_sample(found.linearised, 2)) return {};
  return found;
}

double ratio_error(std::span<const double> linearised) {
  return standard_deviation(linearised) / std::sqrt(static_cast<double>(linearised.size()));
}

}  // namespace mmoe
