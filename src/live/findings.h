// SPDX-License-Identifier: Apache-2.0
// What a simulated live test found on one draw of the data, as JSON for the result's member "live":
// results/schema/result-2.schema.json.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "live/arm.h"
#include "live/request_block.h"

namespace mmoe {

/// The population, its seed and run.
struct LiveDraw {
  LiveWorld world;
  std::vector<LiveArm> arms;
  std::uint64_t seed;
  std::uint32_t run;
};

/// Chooses alpha on the validation users, then judges the arms on the test users. Returns {alpha,
/// curve, arms, lifts, aa, off_policy}. The same for any number of jobs. Throws Interrupted.
nlohmann::ordered_json live_findings(const LiveDraw& draw, std::size_t jobs);

}  // namespace mmoe
