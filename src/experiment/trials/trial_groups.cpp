// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_groups.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mmoe {
namespace {

/// Minimum number of groups per thread, if there are enough trials.
constexpr std::size_t kGroupsPerJob = 8;

using Indices = std::vector<std::size_t>;

/// Divides a group into equal parts of at most `most` trials, and adds them to `groups`.
void add_parts(const Indices& group, std::size_t most, std::vector<Indices>& groups) {
  const std::size_t parts = (group.size() + most - 1) / most;
  for (std::size_t part = 0; part < parts; ++part) {
    const auto at = [&](std::size_t p) {
      return group.begin() + static_cast<std::ptrdiff_t>(group.size() * p / parts);
    };
    groups.emplace_back(at(part), at(part + 1));
  }
}

}  // namespace

std::vector<Indices> group_trials(const Experiment& experiment, const std::vector<Trial>& trials,
                                  const std::vector<std::size_t>& pending, std::size_t jobs) {
  std::map<std::tuple<std::size_t, std::uint32_t, Index>, Indices> same_data;
  for (const std::size_t t : pending) {
    const Index batch = spec_of(experiment, trials[t]).training.batch;
    same_data[{trials[t].setting, trials[t].run, batch}].push_back(t);
  }
  const std::size_t most =
      std::max<std::size_t>(1, pending.size() / (kGroupsPerJob * std::max<std::size_t>(1, jobs)));
  std::vector<Indices> groups;
  for (const auto& [data, group] : same_data) add_parts(group, most, groups);
  return groups;
}

}  // namespace mmoe
