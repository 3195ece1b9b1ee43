// SPDX-License-Identifier: Apache-2.0
// Minimises a smooth function within bounds: BFGS on the coordinates that no bound holds, steps
// projected onto the box and shortened until Armijo's condition is met.
// Source: Bertsekas 1982, "Projected Newton methods for optimization problems with simple
// constraints"; Nocedal and Wright 2006, chapter 6.
#pragma once

#include <Eigen/Core>
#include <functional>

namespace mmoe {

struct Bounds {
  Eigen::VectorXd low, high;  // [d], low <= high
};

/// Returns f(x) and writes its gradient [d]. Not finite: x is outside the function's domain.
using SmoothFunction = std::function<double(const Eigen::VectorXd& x, Eigen::VectorXd& gradient)>;

struct Minimum {
  Eigen::VectorXd x;
  double value;
};

/// From `start`, within the bounds and in f's domain; at most `steps` steps. Stops where no free
/// coordinate's gradient exceeds 1e-6 or where no step lowers f. Never leaves the bounds.
Minimum minimise(const SmoothFunction& f, const Bounds& bounds, Eigen::VectorXd start, int steps);

}  // namespace mmoe
