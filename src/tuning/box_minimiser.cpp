// SPDX-License-Identifier: Apache-2.0
#include "tuning/box_minimiser.h"

#include <cmath>

namespace mmoe {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kFlat = 1e-6;      // a gradient this small ends the search
constexpr double kArmijo = 1e-4;    // share of the linear decrease that a step has to give
constexpr double kFirstStep = 0.1;  // length of the first step along the gradient, at most
constexpr int kShortenings = 30;

/// 1 where the coordinate may move downhill, 0 where a bound holds it.
VectorXd free_coordinates(const Bounds& bounds, const VectorXd& x, const VectorXd& gradient) {
  VectorXd free(x.size());
  for (Index k = 0; k < x.size(); ++k) {
    const bool held =
        (x(k) <= bounds.low(k) && gradient(k) > 0) || (x(k) >= bounds.high(k) && gradient(k) < 0);
    free(k) = held ? 0 : 1;
  }
  return free;
}

/// H <- (I - s y^T / sy) H (I - y s^T / sy) + s s^T / sy, the inverse Hessian's update.
void update_inverse(MatrixXd& inverse, const VectorXd& step, const VectorXd& change) {
  const double curvature = step.dot(change);
  if (!(curvature > 1e-12 * step.norm() * change.norm())) return;
  const VectorXd moved = inverse * change;
  inverse += ((1 + change.dot(moved) / curvature) / curvature) * step * step.transpose() -
             (moved * step.transpose() + step * moved.transpose()) / curvature;
}

/// Downhill along the free coordinates; steepest descent where the inverse Hessian misleads.
VectorXd direction(const MatrixXd& inverse, const VectorXd& free, const VectorXd& gradient) {
  const VectorXd held_back = free.cwiseProduct(gradient);
  VectorXd down = -free.cwiseProduct(inverse * held_back);
  if (!(down.dot(held_back) < 0)) down = -held_back;
  return down;
}

}  // namespace

Minimum minimise(const SmoothFunction& f, const Bounds& bounds, VectorXd start, int steps) {
  const Index d = start.size();
  Minimum best{std::move(start), 0};
  VectorXd gradient(d), next_gradient(d);
  best.value = f(best.x, gradient);
  MatrixXd inverse =
      MatrixXd::Identity(d, d) * std::min(1.0, kFirstStep / (gradient.norm() + kFlat));
  for (int step = 0; step < steps; ++step) {
    const VectorXd free = free_coordinates(bounds, best.x, gradient);
    if (free.cwiseProduct(gradient).lpNorm<Eigen::Infinity>() <= kFlat) break;
    const VectorXd down = direction(inverse, free, gradient);
    bool lower = false;
    double length = 1;
    for (int halving = 0; halving < kShortenings && !lower; ++halving, length *= 0.5) {
      const VectorXd x = (best.x + length * down).cwiseMax(bounds.low).cwiseMin(bounds.high);
      const double value = f(x, next_gradient);
      lower = value < best.value + kArmijo * gradient.dot(x - best.x);
      if (!lower) continue;
      update_inverse(inverse, x - best.x, next_gradient - gradient);
      best = {x, value};
      gradient = next_gradient;
    }
    if (!lower) break;
  }
  return best;
}

}  // namespace mmoe
