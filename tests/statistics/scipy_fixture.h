// SPDX-License-Identifier: Apache-2.0
// Samples with scipy's answers, from tests/fixtures/scipy (see the script there).
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "paths.h"
#include "statistics/interval.h"

namespace mmoe {

using Values = std::vector<double>;

inline const nlohmann::json& scipy_cases(const std::string& section) {
  static const auto fixture = nlohmann::json::parse(
      std::ifstream(testing::source_dir() / "tests/fixtures/scipy/scipy.json"));
  return fixture.at(section);
}

/// Within 1e-9 relative of scipy's number; a zero must be exact.
inline void expect_scipy(double ours, const nlohmann::json& theirs, const std::string& what) {
  const double expected = theirs.get<double>();
  EXPECT_NEAR(ours, expected, 1e-9 * std::abs(expected)) << what;
}

inline void expect_scipy(const Interval& ours, const nlohmann::json& theirs,
                         const std::string& what) {
  expect_scipy(ours.low, theirs.at(0), what + " low");
  expect_scipy(ours.high, theirs.at(1), what + " high");
}

/// As above; null means empty.
template <typename T>
void expect_scipy(const std::optional<T>& ours, const nlohmann::json& theirs,
                  const std::string& what) {
  ASSERT_EQ(ours.has_value(), !theirs.is_null()) << what;
  if (ours) expect_scipy(*ours, theirs, what);
}

}  // namespace mmoe
