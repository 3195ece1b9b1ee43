// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/weighted_law.h"

#include <cmath>

namespace mmoe {
namespace {

void standardise(std::span<const double> w, Numbers& a) {
  double mean = 0;
  for (std::size_t i = 0; i < a.size(); ++i) mean += w[i] * a[i];
  for (double& x : a) x -= mean;
  const double deviation = std::sqrt(inner(w, a, a));
  for (double& x : a) x /= deviation;
}

}  // namespace

double inner(std::span<const double> w, const Numbers& a, const Numbers& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += w[i] * a[i] * b[i];
  return sum;
}

void centre(std::span<const double> w, Vectors& a) {
  Vector8 mean{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t d = 0; d < mean.size(); ++d) mean[d] += w[i] * a[i][d];
  }
  for (Vector8& x : a) {
    for (std::size_t d = 0; d < mean.size(); ++d) x[d] -= mean[d];
  }
}

void make_orthonormal(std::span<const double> w, Numbers& first, Numbers& second) {
  standardise(w, first);
  standardise(w, second);
  const double shared = inner(w, first, second);
  for (std::size_t i = 0; i < second.size(); ++i) second[i] -= shared * first[i];
  standardise(w, second);
}

Matrix8 second_moments(std::span<const double> w, const Vectors& a, const Vectors& b) {
  Matrix8 sum{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t r = 0; r < sum.size(); ++r) {
      for (std::size_t c = 0; c < sum.size(); ++c) sum[r][c] += w[i] * a[i][r] * b[i][c];
    }
  }
  return sum;
}

double inner(const Matrix8& a, const Matrix8& b) {
  double sum = 0;
  for (std::size_t r = 0; r < a.size(); ++r) {
    for (std::size_t c = 0; c < a.size(); ++c) sum += a[r][c] * b[r][c];
  }
  return sum;
}

void subtract(Vectors& a, double factor, const Vectors& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t d = 0; d < kTasteDimension; ++d) a[i][d] -= factor * b[i][d];
  }
}

}  // namespace mmoe
