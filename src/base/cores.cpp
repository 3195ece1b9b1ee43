// SPDX-License-Identifier: Apache-2.0
#include "base/cores.h"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

namespace mmoe {
namespace {

/// Returns the quota over the period, in cores; infinite if there is none.
double quota_of_group() {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  double quota = 0, period = 0;
  if (std::ifstream both("/sys/fs/cgroup/cpu.max"); both >> quota >> period && period > 0) {
    return quota / period;  // version 2; "max" is not a number
  }
  std::ifstream quota_file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  std::ifstream period_file("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
  if (quota_file >> quota && period_file >> period && quota > 0 && period > 0) {
    return quota / period;
  }
  return kNone;
}

}  // namespace

std::size_t available_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  // Fails on machines with more than 1,024 processors; then at least that many are available.
  const int allowed = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : CPU_SETSIZE;
  const double cores = std::min<double>(allowed, std::ceil(quota_of_group()));
  return static_cast<std::size_t>(std::max(1.0, cores));
}

}  // namespace mmoe
