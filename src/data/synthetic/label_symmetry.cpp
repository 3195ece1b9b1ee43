// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/label_symmetry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace mmoe {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kSameLabels = 1e-9;  // angles this close are equal up to rounding

using Sines = std::vector<std::pair<double, double>>;  // alpha, beta

/// Wraps to (-pi, pi]; an angle just above -pi by rounding goes to the other end, next to pi.
double wrapped(double angle) {
  const double turned = std::remainder(angle, 2 * kPi);
  return turned <= -kPi + kSameLabels ? turned + 2 * kPi : turned;
}

/// Returns the sines of f (sign 1) or of -y(-z) (sign -1) in canonical order and range.
Sines sines_of(const LabelFunction& f, double sign) {
  Sines sines;
  for (std::size_t i = 0; i < f.alpha.size(); ++i) {
    const bool turn = f.alpha[i] < 0;
    const double beta = wrapped(sign * (turn ? kPi - f.beta[i] : f.beta[i]));
    sines.emplace_back(std::abs(f.alpha[i]), f.alpha[i] == 0 ? std::asin(std::sin(beta)) : beta);
  }
  std::sort(sines.begin(), sines.end());
  return sines;
}

}  // namespace

LabelFunction canonical(const LabelFunction& f) {
  const Sines plain = sines_of(f, 1);
  const Sines mirrored = sines_of(f, -1);
  const auto [at, beside] = std::mismatch(
      plain.begin(), plain.end(), mirrored.begin(),
      [](const auto& a, const auto& b) { return std::abs(a.second - b.second) <= kSameLabels; });
  const bool turn = at != plain.end() && at->second < beside->second;
  LabelFunction result{f.c, {}, {}, f.noise};
  for (const auto& [alpha, beta] : turn ? mirrored : plain) {
    result.alpha.push_back(alpha);
    result.beta.push_back(beta);
  }
  return result;
}

}  // namespace mmoe
