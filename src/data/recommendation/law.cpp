// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/error.h"

namespace mmoe {
namespace {

/// Points z with weights that sum to 1: the trapezoidal rule, whose error on a smooth function
/// times the normal density falls faster than any power of the spacing.
struct NormalGrid {
  std::vector<double> z, weight;
};

NormalGrid normal_grid(int points) {
  constexpr double kEnd = 7;  // beyond: 1e-12 of the mass
  NormalGrid grid;
  double sum = 0;
  for (int i = 0; i < points; ++i) {
    const double z = kEnd * (2.0 * i / (points - 1) - 1);
    grid.z.push_back(z);
    grid.weight.push_back(std::exp(-z * z / 2));
    sum += grid.weight.back();
  }
  for (double& w : grid.weight) w /= sum;
  return grid;
}

const NormalGrid& line_grid() {
  static const NormalGrid grid = normal_grid(2001);
  return grid;
}
/// The grid of each axis of the plane, with spacing 0.1.
const NormalGrid& plane_grid() {
  static const NormalGrid grid = normal_grid(141);
  return grid;
}

/// p with its weight: the distribution of the best possible prediction.
struct WeightedProbability {
  double p, weight;
};

/// AUC = sum over pairs of p_i (1 - p_j) [p_i > p_j, ties one half] / (P (1 - P)).
BestPossible best_possible(std::vector<WeightedProbability> points) {
  std::sort(points.begin(), points.end(), [](auto& a, auto& b) { return a.p < b.p; });
  double positives = 0, squares = 0, negatives_below = 0, pairs = 0;
  for (const auto& [p, weight] : points) {
    const double negatives = weight * (1 - p);
    pairs += weight * p * (negatives_below + negatives / 2);
    negatives_below += negatives;
    positives += weight * p;
    squares += weight * p * p;
  }
  const double variance = positives * (1 - positives);
  return {positives, pairs / variance, (squares - positives * positives) / variance};
}

double task_probability(const Propensity& task, double z) {
  return probit(task.intercept + task.slope * z);
}

/// Returns the task with that rate: P = Phi(a / sqrt(1 + s^2)).
Propensity with_rate(double rate, double slope) {
  const double tau = bisect(-10, 10, rate, probit);
  return {tau * std::sqrt(1 + slope * slope), slope};
}

/// P(E = 1, S* = 1): given z_E, z_S is normal with mean rho z_E and variance 1 - rho^2.
double joint_rate(const PropensityLaw& law) {
  const double rho = law.relatedness;
  const auto [a, s] = law.satisfaction;
  const double scale = std::sqrt(1 + s * s * (1 - rho * rho));
  const NormalGrid& grid = plane_grid();
  double sum = 0;
  for (std::size_t i = 0; i < grid.z.size(); ++i) {
    sum += grid.weight[i] * task_probability(law.engagement, grid.z[i]) *
           probit((a + s * rho * grid.z[i]) / scale);
  }
  return sum;
}

/// Sets satisfaction's slope, and the intercept that keeps its rate.
void set_slope(PropensityLaw& law, double rate, double slope) {
  if (!law.nested) {
    law.satisfaction = with_rate(rate, slope);
    return;
  }
  law.satisfaction.slope = slope;
  const double widest = 10 * std::sqrt(1 + slope * slope);
  law.satisfaction.intercept = bisect(-widest, widest, rate, [&](double intercept) {
    law.satisfaction.intercept = intercept;
    return joint_rate(law);
  });
}

constexpr double kMostSlope = 8;

/// Returns the slope with that AUC. Throws if `auc_of` does not reach it.
template <typename Function>
double solve_slope(double target, const std::string& path, Function auc_of) {
  constexpr double kTolerance = 1e-6;
  const double slope = bisect(0, kMostSlope, target, auc_of);
  const double reached = auc_of(slope);
  if (std::abs(reached - target) > kTolerance) {
    throw FieldError(path, fmt::format("found {}; expected a best AUC from {:.4f} to {:.4f}, which "
                                       "these rates and this relatedness allow",
                                       target, auc_of(0), auc_of(kMostSlope)));
  }
  return slope;
}

}  // namespace

double probit(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

std::pair<double, double> PropensityLaw::probabilities(double z_engagement,
                                                       double z_satisfaction) const {
  const double p = task_probability(engagement, z_engagement);
  const double q = task_probability(satisfaction, z_satisfaction);
  return {p, nested ? p * q : q};
}

BestPossible PropensityLaw::best_engagement() const {
  std::vector<WeightedProbability> points;
  const NormalGrid& grid = line_grid();
  for (std::size_t i = 0; i < grid.z.size(); ++i) {
    points.push_back({task_probability(engagement, grid.z[i]), grid.weight[i]});
  }
  return best_possible(std::move(points));
}

BestPossible PropensityLaw::best_satisfaction() const {
  std::vector<WeightedProbability> points;
  const NormalGrid& grid = plane_grid();
  const double other = std::sqrt(1 - relatedness * relatedness);
  for (std::size_t i = 0; i < grid.z.size(); ++i) {
    for (std::size_t j = 0; j < grid.z.size(); ++j) {
      const double p = probabilities(grid.z[i], relatedness * grid.z[i] + other * grid.z[j]).second;
      points.push_back({p, grid.weight[i] * grid.weight[j]});
    }
  }
  return best_possible(std::move(points));
}

PropensityLaw solve_law(const RecommendationOptions& options, const std::string& where) {
  if (options.nested && options.satisfaction_rate >= options.engagement_rate) {
    throw FieldError(where + ".satisfaction_rate",
                     fmt::format("found {}; expected less than the engagement_rate {}, as "
                                 "satisfaction comes only after engagement",
                                 options.satisfaction_rate, options.engagement_rate));
  }
  PropensityLaw law{{}, {}, options.relatedness, options.nested};
  const double engagement =
      solve_slope(options.engagement_auc, where + ".engagement_auc", [&](double slope) {
        law.engagement = with_rate(options.engagement_rate, slope);
        return law.best_engagement().auc;
      });
  law.engagement = with_rate(options.engagement_rate, engagement);
  const double satisfaction =
      solve_slope(options.satisfaction_auc, where + ".satisfaction_auc", [&](double slope) {
        set_slope(law, options.satisfaction_rate, slope);
        return law.best_satisfaction().auc;
      });
  set_slope(law, options.satisfaction_rate, satisfaction);
  return law;
}

}  // namespace mmoe
