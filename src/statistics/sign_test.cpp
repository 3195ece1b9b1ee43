// SPDX-License-Identifier: Apache-2.0
#include "statistics/sign_test.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"
#include "statistics/sample.h"

namespace mmoe {

std::optional<SignTest> sign_test(std::span<const double> differences, double rounding) {
  if (!is_sample(differences, 1)) return {};
  SignTest test;
  for (double difference : differences) {
    test.positive += difference > rounding ? 1 : 0;
    test.negative += difference < -rounding ? 1 : 0;
  }
  const std::size_t n = test.positive + test.negative;
  if (n == 0) return {};
  test.p_positive = fair_coins_lower(test.negative, n);
  test.p_negative = fair_coins_lower(test.positive, n);
  test.p = std::min(1.0, 2 * std::min(test.p_positive, test.p_negative));
  return test;
}

double sign_share(std::size_t count, std::size_t runs) {
  return (static_cast<double>(count) + 0.5) / (static_cast<double>(runs) + 1);
}

std::size_t sign_test_pairs(double alpha) {
  return static_cast<std::size_t>(std::max(2.0, 1 + std::ceil(std::log2(1 / alpha))));
}

}  // namespace mmoe
