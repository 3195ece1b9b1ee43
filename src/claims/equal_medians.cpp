// SPDX-License-Identifier: Apache-2.0
#include "claims/equal_medians.h"

#include <algorithm>
#include <cmath>

#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"
#include "statistics/sign_test.h"

namespace mmoe {
namespace {

std::vector<double> shifted(std::span<const double> values, double more) {
  std::vector<double> result;
  for (const double value : values) result.push_back(value + more);
  return result;
}

/// One of the two tests; differences all at the margin tell nothing.
SignTest test_side(const std::vector<double>& differences, double rounding) {
  return sign_test(differences, rounding).value_or(SignTest{});
}

}  // namespace

Part test_equal_medians(std::span<const double> a, std::span<const double> b, double share) {
  const std::vector<double> difference = differences(a, b);
  const double rounding = rounding_error(a, b);
  Part part = untested_part(difference);
  if (!part.estimate) return part;
  const double margin = share * std::abs(median(a) + median(b)) / 2;
  part.margin = margin;
  part.holds = std::abs(*part.estimate) < margin;
  if (part.runs < 2) {
    part.reason = too_few(part.runs, 2);
    return part;
  }
  const SignTest above = test_side(shifted(difference, margin), rounding);   // of -margin
  const SignTest below = test_side(shifted(difference, -margin), rounding);  // of margin
  part.p_for = std::max(above.p_positive, below.p_negative);
  part.p_against = std::min(1.0, 2 * std::min(above.p_negative, below.p_positive));
  part.share = sign_share(std::min(above.positive, below.negative), part.runs);
  return part;
}

}  // namespace mmoe
