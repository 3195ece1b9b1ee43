// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/label_function.h"

#include <algorithm>
#include <array>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/error.h"
#include "math/elementary.h"

namespace mmoe {
namespace {

/// Returns e^(q - s) - e^-s for |q| <= s, without cancellation for small q or overflow for large q.
double shifted_exponential(double s, double q) {
  return std::abs(q) < 1 ? std::exp(-s) * std::expm1(q) : std::exp(q - s) - std::exp(-s);
}

/// Returns the points from 0 down to -1 at which the label correlation is evaluated. It is a sum of
/// terms e^(lambda p) with |lambda| <= c^2 alpha^2, which vary faster towards -1, so the points are
/// denser there.
std::vector<double> scan_points() {
  constexpr int kPoints = 4096;
  std::vector<double> points;
  for (int i = 0; i <= kPoints; ++i) {
    points.push_back(std::pow(1 - static_cast<double>(i) / kPoints, 4) - 1);
  }
  return points;
}

/// Returns the cosine in [-1, 0] of the lowest label correlation.
double lowest_cosine(const LabelFunction& f) {
  const auto points = scan_points();
  std::vector<double> values;
  for (const double p : points) values.push_back(signal_covariance(f, p));
  const auto best = static_cast<std::size_t>(
      std::distance(values.begin(), std::min_element(values.begin(), values.end())));
  if (best == 0 || best + 1 == points.size()) return points[best];
  const auto [p, value] = boost::math::tools::brent_find_minima(
      [&](double p) { return signal_covariance(f, p); }, points[best + 1], points[best - 1], 40);
  return value < values[best] ? p : points[best];
}

/// Returns where the covariance is reached between two cosines; the nearer end if it is not between
/// them, since the extremes are only accurate to rounding.
double bracketed_root(const LabelFunction& f, double covariance, double low, double high) {
  const auto excess = [&](double p) { return signal_covariance(f, p) - covariance; };
  const double at_low = excess(low);
  const double at_high = excess(high);
  if (at_high <= 0) return high;
  if (at_low >= 0) return low;
  std::uintmax_t iterations = 200;
  const auto bracket =
      boost::math::tools::toms748_solve(excess, low, high, at_low, at_high,
                                        boost::math::tools::eps_tolerance<double>(50), iterations);
  return (bracket.first + bracket.second) / 2;
}

}  // namespace

// With z, z' jointly Gaussian, variance c^2, covariance p c^2:
// E[z z'] = p c^2
//
// E[z sin(a z' + b)] = p c^2 E[a cos(a z' + b)] = p c^2 a e^(-a^2 c^2 / 2) cos b
//
// by Stein's lemma, and as E[cos(g + b)] = e^(-Var(g) / 2) cos b for a Gaussian g of mean 0,
//
// E[sin(a z + b) sin(a' z' + b')]
//
//     = (E[cos(a z - a' z' + b - b')] - E[cos(a z + a' z' + b + b')]) / 2
//
//     = (cos(b - b') e^(q p - s) - cos(b + b') e^(-q p - s)) / 2,
//
// with s = c^2 (a^2 + a'^2) / 2 and q = c^2 a a'.
//
// Means: E[sin(a z + b)] = e^(-a^2 c^2 / 2) sin b; the product of two of them is the line above at
// p = 0. By Mehler's formula the sum is sum_{n >= 1} h_n^2 p^n for the Hermite coefficients h_n of
// the label, hence increasing on [0, 1].
double signal_covariance(const LabelFunction& f, double p) {
  const double variance = f.c * f.c;
  double slope = 1;  // 2 E[dy/dz] - 1, from the covariance of each sine with the other task's z
  double sines = 0;
  for (std::size_t i = 0; i < f.alpha.size(); ++i) {
    const double a = f.alpha[i];
    const double b = f.beta[i];
    slope += 2 * a * std::exp(-a * a * variance / 2) * std::cos(b);
    for (std::size_t j = 0; j < f.alpha.size(); ++j) {
      const double s = variance * (a * a + f.alpha[j] * f.alpha[j]) / 2;
      const double q = variance * a * f.alpha[j] * p;
      sines += (std::cos(b - f.beta[j]) * shifted_exponential(s, q) -
                std::cos(b + f.beta[j]) * shifted_exponential(s, -q)) /
               2;
    }
  }
  return p * variance * slope + sines;
}

double label_mean(const LabelFunction& f) {
  double mean = 0;
  for (std::size_t i = 0; i < f.alpha.size(); ++i) {
    const double phase = f.c * f.alpha[i];
    mean += std::exp(-phase * phase / 2) * std::sin(f.beta[i]);
  }
  return mean;
}

double label_variance(const LabelFunction& f) {
  double steepest = 1;  // bound of |dy/dz|
  for (const double a : f.alpha) steepest += std::abs(a);
  const double variance = signal_covariance(f, 1) + f.noise * f.noise;
  if (!(variance > 1e-12 * std::pow(f.c * steepest, 2))) {
    throw InputError(
        "synthetic tasks: linear part and sines cancel, so that labels do not vary; change c, "
        "alpha or beta, or add noise");
  }
  return variance;
}

double label_pearson(const LabelFunction& f, double p) {
  return signal_covariance(f, p) / label_variance(f);
}

PearsonRange reachable_pearson(const LabelFunction& f) {
  const double low = lowest_cosine(f);
  return {label_pearson(f, low), low, label_pearson(f, 1)};
}

std::optional<double> cosine_for_pearson(const LabelFunction& f, double target) {
  const PearsonRange range = reachable_pearson(f);
  if (target < range.low || target > range.high) return std::nullopt;
  const double covariance = target * label_variance(f);
  if (target >= 0) return bracketed_root(f, covariance, 0, 1);
  double above = 0;
  for (const double p : scan_points()) {
    // No new value appears beyond the lowest point.
    const double at = std::max(p, range.low_cosine);
    if (signal_covariance(f, at) <= covariance) return bracketed_root(f, covariance, at, above);
    if (p <= range.low_cosine) break;
    above = p;
  }
  return range.low_cosine;  // equal up to rounding
}

template <typename Scalar>
void label_examples(const LabelFunction& f, const Matrix<Scalar>& w, const Matrix<Scalar>& x,
                    Matrix<Scalar>& labels) {
  constexpr Index kChunk = 256;  // on the stack, in the L1 cache
  constexpr double kTurn = 1 / (2 * std::numbers::pi);
  const auto noise = static_cast<Scalar>(f.noise);
  for (Index first = 0; first < x.cols(); first += kChunk) {
    const Index count = std::min(kChunk, x.cols() - first);
    for (Index k = 0; k < w.rows(); ++k) {
      Eigen::Array<Scalar, 1, kChunk> z;
      z.setZero();
      // Element by element in the order of j, not a blocked product, whose order depends on cache
      // sizes.
      for (Index j = 0; j < w.cols(); ++j) {
        z.head(count) += w(k, j) * x.row(j).segment(first, count).array();
      }
      std::array<double, kChunk> y;
      for (Index b = 0; b < kChunk; ++b) y[b] = z[b];
      for (std::size_t i = 0; i < f.alpha.size(); ++i) {
        const double a = f.alpha[i] * kTurn;
        const double shift = f.beta[i] * kTurn;
        for (Index b = 0; b < kChunk; ++b) y[b] += sine_cosine_of_turns(a * z[b] + shift).sine;
      }
      Scalar* label = &labels(k, first);
      for (Index b = 0; b < count; ++b) label[b] = noise * label[b] + static_cast<Scalar>(y[b]);
    }
  }
}

template void label_examples<float>(const LabelFunction&, const Matrix<float>&,
                                    const Matrix<float>&, Matrix<float>&);
template void label_examples<double>(const LabelFunction&, const Matrix<double>&,
                                     const Matrix<double>&, Matrix<double>&);

}  // namespace mmoe
