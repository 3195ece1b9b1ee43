// SPDX-License-Identifier: Apache-2.0
// Reads the cases of tests/fixtures/scipy/live_cases.py.
#pragma once

#include <string>
#include <vector>

#include "statistics/live/ratio_lift.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {

/// Of [[sum, count], ...].
inline std::vector<UserTotal> fixture_users(const nlohmann::json& rows) {
  std::vector<UserTotal> users;
  for (const auto& row : rows) users.push_back({row.at(0), row.at(1)});
  return users;
}

/// `theirs` is [lift, standard error]. A lift may cancel: within 1e-9 of its ratio.
inline void expect_lift(const Lift& ours, const nlohmann::json& theirs, const std::string& what) {
  EXPECT_NEAR(ours.lift, theirs.at(0).get<double>(), 1e-9) << what;
  expect_scipy(ours.standard_error, theirs.at(1), "standard error, " + what);
}

}  // namespace mmoe
