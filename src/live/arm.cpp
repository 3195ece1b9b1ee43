// SPDX-License-Identifier: Apache-2.0
#include "live/arm.h"

#include <algorithm>
#include <stdexcept>

#include "results/labels.h"
#include "results/live_record.h"

namespace mmoe {

std::vector<LiveArm> live_arms(const std::vector<std::string>& models) {
  std::vector<LiveArm> arms;
  for (std::size_t m = 0; m < models.size(); ++m) {
    if (models[m] != "single-task") continue;
    arms.push_back({.name = kEngagementOnlyArm,
                    .title = "Single-Task, engagement alone",
                    .judge = static_cast<int>(m),
                    .by_engagement_alone = true});
  }
  for (std::size_t m = 0; m < models.size(); ++m) {
    arms.push_back(
        {.name = models[m], .title = model_title(models[m]), .judge = static_cast<int>(m)});
  }
  arms.push_back({.name = kRandomArm, .title = kRandomArm});
  arms.push_back(
      {.name = kOracleArm, .title = kOracleArm, .judge = static_cast<int>(models.size())});
  return arms;
}

std::size_t arm_named(const std::vector<LiveArm>& arms, const std::string& name) {
  const auto found = std::ranges::find(arms, name, &LiveArm::name);
  if (found == arms.end()) throw std::out_of_range("no arm " + name);
  return static_cast<std::size_t>(found - arms.begin());
}

}  // namespace mmoe
