// SPDX-License-Identifier: Apache-2.0
#include "regret/functions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "math/sobol.h"

namespace mmoe {
namespace {

/// The minima, from the literature.
TEST(RegretFunctions, HaveTheirMinimaWhereTheyAreKnown) {
  const std::pair<const char*, std::vector<double>> minima[] = {
      {"branin", {M_PI, 2.275}},
      {"branin-int", {-3, 11.93730}},
      {"hartmann3", {0.114614, 0.555649, 0.852547}},
      {"hartmann6", {0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573}},
      {"goldstein-price", {0, -1}},
      {"rosenbrock4", {1, 1, 1, 1}},
  };
  for (const auto& [name, x] : minima) {
    const RegretFunction& function = regret_function(name);
    EXPECT_NEAR(function.value(x), function.minimum, 1e-5) << name;
  }
}

TEST(RegretFunctions, AreNowhereBelowTheirMinima) {
  for (const RegretFunction& function : regret_functions()) {
    const Eigen::MatrixXd points =
        sobol_points(4096, function.space.dimensions(), {1, Purpose::kCheck});
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
      const SearchPoint setting = function.space.setting_at(points.row(i));
      ASSERT_GE(true_value(function, setting), function.minimum) << function.name;
    }
  }
}

TEST(RegretFunctions, AreNamedWithAHint) { EXPECT_THROW(regret_function("hartman3"), InputError); }

}  // namespace
}  // namespace mmoe
