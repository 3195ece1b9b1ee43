// SPDX-License-Identifier: Apache-2.0
// Engagement and satisfaction as probit propensities, and what the best possible prediction scores
// on them, by integration over normal z.
//   p_E = Phi(a_E + s_E z_E);  q_S = Phi(a_S + s_S z_S);  corr(z_E, z_S) = rho
//   p_S = p_E q_S (satisfaction only after engagement) or q_S
// With L = s^2 / (1 + s^2) and tau = a / sqrt(1 + s^2): P(E) = Phi(tau), and the best possible R^2
// of engagement is (Phi_2(tau, tau; L) - P(E)^2) / (P(E) (1 - P(E))).
#pragma once

#include <string>
#include <utility>

#include "data/recommendation/options.h"

namespace mmoe {

/// P(N(0, 1) <= x).
double probit(double x);

/// p = Phi(intercept + slope z) of one task.
struct Propensity {
  double intercept = 0;
  double slope = 0;
};

/// The performance of the predictor that knows p: no other has a higher AUC or R^2 (1 - Brier score
/// / variance).
struct BestPossible {
  double rate = 0;  // P(label = 1)
  double auc = 0;
  double r_squared = 0;
};

struct PropensityLaw {
  Propensity engagement, satisfaction;
  double relatedness = 0;  // rho
  bool nested = true;

  /// (p_E, p_S) at the two scores, which are standard normal.
  std::pair<double, double> probabilities(double z_engagement, double z_satisfaction) const;
  BestPossible best_engagement() const;
  BestPossible best_satisfaction() const;
};

/// Returns the law with the options' rates and best AUCs, at the options' relatedness. Throws
/// FieldError "WHERE.name: ..." if there is none, naming the possible range.
PropensityLaw solve_law(const RecommendationOptions& options, const std::string& where);

/// Returns the x in [low, high] where `increasing` has the value `target`, to double precision; the
/// nearer end if there is none.
template <typename Function>
double bisect(double low, double high, double target, Function increasing) {
  constexpr int kHalvings = 60;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (increasing(middle) < target ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace mmoe
