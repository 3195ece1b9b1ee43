// SPDX-License-Identifier: Apache-2.0
#include "regret/functions.h"

#include <array>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace mmoe {
namespace {

using Point = std::vector<double>;

/// Three minima of 0.397887: (-pi, 12.275), (pi, 2.275), (9.42478, 2.475).
double branin(const Point& x) {
  constexpr double pi = std::numbers::pi;
  const double parabola = x[1] - 5.1 / (4 * pi * pi) * x[0] * x[0] + 5 / pi * x[0] - 6;
  return parabola * parabola + 10 * (1 - 1 / (8 * pi)) * std::cos(x[0]) + 10;
}

/// -sum_i c_i exp(-sum_k a_ik (x_k - p_ik)^2)
template <std::size_t d>
double hartmann(const Point& x, const double (&a)[4][d], const double (&p)[4][d]) {
  constexpr std::array<double, 4> c = {1, 1.2, 3, 3.2};
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    double squares = 0;
    for (std::size_t k = 0; k < d; ++k) squares += a[i][k] * (x[k] - p[i][k]) * (x[k] - p[i][k]);
    sum -= c[i] * std::exp(-squares);
  }
  return sum;
}

/// -3.86278 at (0.114614, 0.555649, 0.852547)
double hartmann3(const Point& x) {
  constexpr double a[4][3] = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
  constexpr double p[4][3] = {{0.3689, 0.1170, 0.2673},
                              {0.4699, 0.4387, 0.7470},
                              {0.1091, 0.8732, 0.5547},
                              {0.0381, 0.5743, 0.8828}};
  return hartmann(x, a, p);
}

/// -3.32237 at (0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573); a trap of -3.2032
double hartmann6(const Point& x) {
  constexpr double a[4][6] = {{10, 3, 17, 3.5, 1.7, 8},
                              {0.05, 10, 17, 0.1, 8, 14},
                              {3, 3.5, 1.7, 10, 17, 8},
                              {17, 8, 0.05, 10, 0.1, 14}};
  constexpr double p[4][6] = {{0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
                              {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
                              {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
                              {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}};
  return hartmann(x, a, p);
}

/// 3 at (0, -1)
double goldstein_price(const Point& point) {
  const double x = point[0], y = point[1];
  const double s = x + y + 1, t = 2 * x - 3 * y;
  return (1 + s * s * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
         (30 + t * t * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y));
}

/// 0 at (1, ..., 1)
double rosenbrock(const Point& x) {
  double sum = 0;
  for (std::size_t k = 0; k + 1 < x.size(); ++k) {
    const double valley = x[k + 1] - x[k] * x[k];
    sum += 100 * valley * valley + (1 - x[k]) * (1 - x[k]);
  }
  return sum;
}

SearchSpace cube(int dimensions, double low, double high) {
  std::vector<TunedOption> options;
  for (int k = 1; k <= dimensions; ++k) {
    options.push_back({.path = "x" + std::to_string(k), .low = low, .high = high});
  }
  return SearchSpace(std::move(options));
}

SearchSpace branin_space(bool whole) {
  return SearchSpace({{.path = "x1", .low = -5, .high = 10, .whole = whole},
                      {.path = "x2", .low = 0, .high = 15}});
}

}  // namespace

const std::vector<RegretFunction>& regret_functions() {
  static const std::vector<RegretFunction> functions = {
      {"branin", branin_space(false), 40, 0.39788735772973816, 0, branin},
      {"branin-int", branin_space(true), 40, 0.493980533, 0, branin},
      {"hartmann3", cube(3, 0, 1), 50, -3.8627797869493365, 0, hartmann3},
      {"hartmann6", cube(6, 0, 1), 80, -3.3223680114155147, 0, hartmann6},
      {"goldstein-price", cube(2, -2, 2), 60, 3, 0, goldstein_price},
      {"rosenbrock4", cube(4, -5, 10), 80, 0, 0, rosenbrock},
      {"hartmann6-noise", cube(6, 0, 1), 80, -3.3223680114155147, 0.1, hartmann6},
  };
  return functions;
}

const RegretFunction& regret_function(const std::string& name) {
  std::vector<std::string> names;
  for (const RegretFunction& function : regret_functions()) names.push_back(function.name);
  return regret_functions()[position_of("function", name, names)];
}

double true_value(const RegretFunction& function, const SearchPoint& setting) {
  std::vector<double> x;
  for (Eigen::Index k = 0; k < function.space.dimensions(); ++k) {
    x.push_back(function.space.value(k, setting[static_cast<std::size_t>(k)]).get<double>());
  }
  return function.value(x);
}

}  // namespace mmoe
