// SPDX-License-Identifier: Apache-2.0
#include "data/label_symmetry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace mmoe {
namespace {

constexpr double kPi = std::numbers::pi;

double wrapped(double angle) {
  const double turned = std::remainder(angle, 2 * kPi);
  return turned <= -kPi ? kPi : turned;
}

}  // namespace

LabelFunction canonical(const LabelFunction& f) {
  std::vector<std::pair<double, double>> sines;  // alpha, beta
  for (std::size_t i = 0; i < f.alpha.size(); ++i) {
    const bool turn = f.alpha[i] < 0;
    sines.emplace_back(std::abs(f.alpha[i]), wrapped(turn ? kPi - f.beta[i] : f.beta[i]));
  }
  std::sort(sines.begin(), sines.end());
  const auto telling = std::find_if(sines.begin(), sines.end(), [](const auto& sine) {
    return std::abs(std::sin(sine.second)) > 1e-9;
  });
  const double sign = telling != sines.end() && telling->second < 0 ? -1 : 1;
  LabelFunction result{f.c, {}, {}, f.noise};
  for (const auto& [alpha, beta] : sines) {
    result.alpha.push_back(alpha);
    result.beta.push_back(wrapped(sign * beta));
  }
  return result;
}

}  // namespace mmoe
