// SPDX-License-Identifier: Apache-2.0
#include "tuning/gaussian_process.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "tuning/matern.h"

namespace mmoe {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// A variance rounds to 0 beside an observation; below, it has a logarithm still.
constexpr double kLeastVariance = 1e-14;

/// (x_k / l_k)^2 of rows first, first + 1, ... of x to coordinate k of a point, [n - first].
ArrayXd squares_along(const Observations& data, Index k, double point, Index first,
                      double inverse_length) {
  const auto column = data.x.col(k).tail(data.size() - first).array();
  if (data.categorical[static_cast<std::size_t>(k)]) {
    return (column != point).cast<double>() * (inverse_length * inverse_length);
  }
  return ((column - point) * inverse_length).square();
}

/// r^2 of rows first, first + 1, ... of x to a point [d].
template <typename Point>
ArrayXd squared_distances(const Observations& data, const Point& point, Index first,
                          const VectorXd& inverse_lengths) {
  ArrayXd squares = squares_along(data, 0, point(0), first, inverse_lengths(0));
  for (Index k = 1; k < data.dimensions(); ++k) {
    squares += squares_along(data, k, point(k), first, inverse_lengths(k));
  }
  return squares;
}

}  // namespace

GaussianProcess::GaussianProcess(const Observations& data, VectorXd theta)
    : data_(&data),
      theta_(std::move(theta)),
      inverse_lengths_((-theta_.head(data.dimensions()).array()).exp()),
      variance_(std::exp(theta_(data.dimensions()))),
      noise_(std::exp(theta_(data.dimensions() + 1))) {
  const Index n = data.size();
  factor_.resize(n, n);
  for (Index j = 0; j < n; ++j) {
    factor_.col(j).tail(n - j) =
        variance_ * matern(squared_distances(data, data.x.row(j), j, inverse_lengths_));
    factor_(j, j) += noise_ / data.repeats(j);
  }
  usable_ = Eigen::LLT<Eigen::Ref<MatrixXd>>(factor_).info() == Eigen::Success;  // in place
  if (usable_) alpha_ = solve(data.mean);
}

template <typename Right>
Right GaussianProcess::solve(Right b) const {
  const auto lower = factor_.triangularView<Eigen::Lower>();
  lower.solveInPlace(b);
  lower.transpose().solveInPlace(b);
  return b;
}

double GaussianProcess::log_likelihood() const {
  if (!usable_) return -std::numeric_limits<double>::infinity();
  const double log_two_pi = std::log(2 * std::numbers::pi);
  const auto n = static_cast<double>(data_->size());
  const double of_means = -0.5 * data_->mean.dot(alpha_) - factor_.diagonal().array().log().sum() -
                          0.5 * n * log_two_pi;
  // Replicates about their means: what is left of prod N(z | f, noise) once N(mean | f, noise / r)
  // is taken out.
  const double more = data_->repeats.sum() - n;
  return of_means - 0.5 * more * (log_two_pi + std::log(noise_)) -
         0.5 * data_->within.sum() / noise_ - 0.5 * data_->repeats.array().log().sum();
}

VectorXd GaussianProcess::log_likelihood_gradient() const {
  // 1/2 tr(W dK), W = alpha alpha^T - (K + noise / repeats)^-1
  const Index n = data_->size(), d = data_->dimensions();
  MatrixXd w = solve<MatrixXd>(MatrixXd::Identity(n, n));
  w = alpha_ * alpha_.transpose() - w;
  VectorXd gradient = VectorXd::Zero(d + 2);
  for (Index j = 0; j < n; ++j) {
    const ArrayXd squares = squared_distances(*data_, data_->x.row(j), j, inverse_lengths_);
    ArrayXd weight = variance_ * w.col(j).tail(n - j).array();
    weight(0) *= 0.5;  // each pair stands in the matrix twice, the diagonal once
    gradient(d) += (weight * matern(squares)).sum();
    weight *= matern_slope(squares);
    for (Index k = 0; k < d; ++k) {
      gradient(k) +=
          (weight * squares_along(*data_, k, data_->x(j, k), j, inverse_lengths_(k))).sum();
    }
  }
  const double more = data_->repeats.sum() - static_cast<double>(n);
  gradient(d + 1) = 0.5 * noise_ * (w.diagonal().array() / data_->repeats.array()).sum() -
                    0.5 * more + 0.5 * data_->within.sum() / noise_;
  return gradient;
}

VectorXd GaussianProcess::fitted() const {
  // K alpha = (K + N) alpha - N alpha = mean - N alpha, N = noise / repeats
  return data_->mean.array() - noise_ / data_->repeats.array() * alpha_.array();
}

GaussianProcess::Posterior GaussianProcess::at(const MatrixXd& x) const {
  MatrixXd cross(data_->size(), x.rows());  // [n x m]
  for (Index i = 0; i < x.rows(); ++i) {
    cross.col(i) = variance_ * matern(squared_distances(*data_, x.row(i), 0, inverse_lengths_));
  }
  Posterior posterior{.mean = cross.transpose() * alpha_, .variance = {}};
  factor_.triangularView<Eigen::Lower>().solveInPlace(cross);
  posterior.variance =
      (variance_ - cross.colwise().squaredNorm().transpose().array()).max(kLeastVariance);
  return posterior;
}

GaussianProcess::PointPosterior GaussianProcess::with_gradient(const VectorXd& x) const {
  const Index d = data_->dimensions();
  const ArrayXd squares = squared_distances(*data_, x, 0, inverse_lengths_);
  const VectorXd cross = variance_ * matern(squares);
  const VectorXd weights = solve(cross);
  PointPosterior point{.mean = cross.dot(alpha_),
                       .variance = std::max(variance_ - cross.dot(weights), kLeastVariance),
                       .d_mean = VectorXd::Zero(d),
                       .d_variance = VectorXd::Zero(d)};
  const ArrayXd slope = variance_ * matern_slope(squares);
  for (Index k = 0; k < d; ++k) {
    if (data_->categorical[static_cast<std::size_t>(k)]) continue;
    const double inverse = inverse_lengths_(k);
    const ArrayXd d_cross = slope * (data_->x.col(k).array() - x(k)) * (inverse * inverse);
    point.d_mean(k) = (d_cross * alpha_.array()).sum();
    point.d_variance(k) = -2 * (d_cross * weights.array()).sum();
  }
  return point;
}

}  // namespace mmoe
