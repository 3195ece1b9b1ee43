// SPDX-License-Identifier: Apache-2.0
// The label of a synthetic task and, in closed form, the correlation of two such labels. Source:
// Sec. 3.2 of the paper; the closed form and its inverse are this project's.
//
//   y = z + sum_{i=1..m} sin(alpha_i z + beta_i) + e,   z = w^T x ~ N(0, c^2),  e ~ N(0, noise^2)
//
// Letters: c = |w|, m sines, p the cosine of two tasks' weights, so that z and z' are jointly
// Gaussian with variance c^2 and covariance p c^2. Tasks with p = 1 share z and differ in e.
#pragma once

#include <optional>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

struct LabelFunction {
  double c;                   // > 0
  std::vector<double> alpha;  // [m]
  std::vector<double> beta;   // [m], radians
  double noise;               // standard deviation of e, >= 0
  bool operator==(const LabelFunction&) const = default;
};

/// Returns the covariance of two tasks' labels without their (independent) noise, p in [-1, 1]. 0
/// at p = 0, increasing on [0, 1]; not necessarily monotonic below 0.
double signal_covariance(const LabelFunction& f, double p);

/// Returns the mean of a label.
double label_mean(const LabelFunction& f);

/// Returns the variance of a label: signal_covariance at p = 1 plus noise^2. Throws InputError if
/// it vanishes (linear part and sines cancel up to rounding, and there is no noise).
double label_variance(const LabelFunction& f);

/// Returns the Pearson correlation of two tasks' labels. With noise it is below 1 even at p = 1.
double label_pearson(const LabelFunction& f, double p);

/// The label correlations reached by cosines in [-1, 1]: all from low <= 0 to high > 0.
struct PearsonRange {
  double low, low_cosine;
  double high;  // at cosine 1
};
PearsonRange reachable_pearson(const LabelFunction& f);

/// Returns the cosine for which label_pearson is `target`; empty if target is out of reach. If
/// several do: for target >= 0 the only one in [0, 1]; for target < 0 the one nearest to 0.
std::optional<double> cosine_for_pearson(const LabelFunction& f, double target);

/// Turns `labels` [K x B] from standard normals, the noise, into labels of x [d x B] under weights
/// w [K x d]. An element's bits depend only on its own column. Allocates nothing.
template <typename Scalar>
void label_examples(const LabelFunction& f, const Matrix<Scalar>& w, const Matrix<Scalar>& x,
                    Matrix<Scalar>& labels);

}  // namespace mmoe
